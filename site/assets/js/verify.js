// "Is this ours?": compares an address with the one this page stands at, and looks a code up among those that Hugo wrote.
import { readClaim } from './claim.js';
import { zone } from './zone.js';

const form = document.querySelector('[data-fz-verify]');
const answer = document.querySelector('[data-fz-verify-answer]');
const part = (name) => document.querySelector(`[data-fz-verify-${name}]`);
const lang = document.body.dataset.fzLang;

function show(kind) {
  for (const section of answer.children) section.hidden = !section.hasAttribute(`data-fz-verify-${kind}`);
}

/** @returns {Promise<object|null|undefined>} null: nobody's code; undefined: not known now */
async function look(code) {
  try {
    const response = await fetch(`${form.dataset.fzCodes}${code}.json`, { credentials: 'omit' });
    if (response.status === 404) return null;
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Day and time as the language writes them, in the district's own zone. */
const day = (moment) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(new Date(moment));

function describe(card) {
  const label = card.presenter[lang];
  const team = label.startsWith(card.team[lang]) ? [] : [card.team[lang]];
  part('who').textContent = card.seminar ? card.seminar.title[lang] : label;
  part('what').textContent = (card.seminar ? [label, day(card.seminar.starts), card.seminar.venue[lang]] : [...team, card.area[lang]]).join(' · ');
}

async function check() {
  const claim = readClaim(form.elements.claim.value, location.host);
  if (claim.kind === 'other') part('theirs').textContent = claim.host;
  if (claim.kind !== 'code') return show(claim.kind);
  show('nothing'); // while it is looked up, the answer to the last one must not stand there
  const card = await look(claim.code);
  if (card) describe(card);
  show(card ? 'code' : card === null ? 'unknown' : 'later');
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});
part('host').textContent = location.host; // what it is compared with, and what stands at the top of the browser
form.hidden = false;
