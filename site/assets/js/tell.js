// What a part of the organiser's page says about the last thing done there.
import { zone } from './zone.js';

/** @param {HTMLElement} section   with a panel [data-fz-said]   @param {string} text   "" for nothing   @param {'good'|'wait'|'bad'} tone */
export function tell(section, text, tone) {
  const panel = section.querySelector('[data-fz-said]');
  panel.hidden = !text;
  panel.textContent = text;
  panel.classList.toggle('fz-panel--good', tone === 'good');
  panel.classList.toggle('fz-panel--wait', tone === 'wait');
  panel.classList.toggle('fz-panel--bad', tone === 'bad');
}

/** A moment, short, in the reader's language and the district's time zone. */
export const moment = (text) => new Intl.DateTimeFormat(document.documentElement.lang, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone }).format(new Date(text));
