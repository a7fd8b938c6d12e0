// The language of the reader. The service follows the same rule for Accept-Language (api/web).
import { recall, remember } from './storage.js';

const known = ['zh-hant', 'zh-hans', 'en'];

/**
 * The first wish that names Chinese or English decides; without one it is English.
 * @param {readonly string[]} wishes   BCP 47 tags, best first, as navigator.languages
 */
export function choose(wishes) {
  for (const wish of wishes) {
    const tag = wish.toLowerCase();
    if (/^zh-(tw|hk|mo|hant)\b/.test(tag)) return 'zh-hant';
    if (/^zh\b/.test(tag)) return 'zh-hans';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'en';
}

/** The language chosen before, else the one that the browser asks for. */
export function preferred() {
  const saved = recall('fz-lang');
  return known.includes(saved) ? saved : choose(navigator.languages || [navigator.language || '']);
}

/** Remembers the language of any language link that is followed. */
export function watchLanguageLinks() {
  for (const link of document.querySelectorAll('[data-fz-language]')) {
    link.addEventListener('click', () => remember('fz-lang', link.dataset.fzLanguage));
  }
}
