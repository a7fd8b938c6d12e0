// The scan page: shows whose code it is, records with one press, and shows what the service answers. Opening the page records nothing.
import { codeInAddress, foldCode, printedPart } from './code.js';
import { deliver } from './deliver.js';
import { uuidv7 } from './uuid.js';

const page = document.querySelector('[data-fz-scan]');
const part = (name) => page.querySelector(`[data-fz-${name}]`);
const lang = document.body.dataset.fzLang;
let body = null; // what was pressed: kept with its key and time until it is answered

/** @param {'typed'|'unknown'|'ready'|'sending'|'recorded'|'queued'|'refused'|'lost'} state   @param {...string} names   parts that belong to it */
function show(state, ...names) {
  page.dataset.fzScanState = state;
  for (const name of ['scan-typed', 'scan-card', 'scan-proof', 'scan-ask', 'scan-busy', 'scan-done', 'scan-saved', 'scan-refused', 'scan-alerts', 'scan-tactics', 'lost']) {
    part(name).hidden = !names.includes(name);
  }
}

/** What Hugo wrote of a code. @returns {Promise<object|null|undefined>} undefined: not known now */
async function look(code) {
  const id = printedPart(code);
  if (!id) return undefined; // only the service knows whose screen shows these digits
  try {
    const response = await fetch(page.dataset.fzCodes + id + '.json', { credentials: 'omit' });
    if (response.status === 404) return null;
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function fillCard(card) {
  const label = card.presenter[lang];
  const team = label.startsWith(card.team[lang]) ? [] : [card.team[lang]]; // a label of team and number has said it
  part('scan-presenter').textContent = label;
  part('scan-team').textContent = [...team, card.area[lang]].join(' · ');
  part('scan-seminar').hidden = !card.seminar;
  if (card.seminar) part('scan-seminar').textContent = card.seminar.title[lang];
}

function fillList(name, entries) {
  const list = part(name).querySelector('ul');
  list.replaceChildren(...entries.map(({ title, url }) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.textContent = title;
    link.href = url;
    item.append(link);
    return item;
  }));
  return entries.length ? [name] : [];
}

/** The parts that speak of the presenter, once it is known who that is. */
const presenter = () => (part('scan-presenter').textContent ? ['scan-card', 'scan-proof'] : []);

function answered(outcome) {
  const card = presenter();
  if (outcome.kind === 'accepted') {
    const { counted, alerts, tactics } = outcome.data;
    part('scan-counted').hidden = !counted;
    part('scan-again').hidden = counted;
    show('recorded', 'scan-done', ...card, ...fillList('scan-alerts', alerts), ...fillList('scan-tactics', tactics));
    part('scan-done').focus();
  } else if (outcome.kind === 'refused') {
    part('refused-say').textContent = outcome.error.message;
    show('refused', 'scan-refused', 'scan-typed');
    part('scan-refused').focus();
  } else if (outcome.kind === 'saved') {
    show('queued', 'scan-saved', ...card);
    part('scan-saved').focus();
  } else {
    show('lost', 'lost', 'scan-ask', ...card);
  }
}

async function record(code, cookieless) {
  if (!body || Boolean(body.without_cookie) !== cookieless) {
    body = { code, key: uuidv7(), seen_at: new Date().toISOString(), locale: lang };
    if (cookieless) body.without_cookie = true;
  }
  show('sending', 'scan-busy', ...presenter());
  answered(await deliver(page.dataset.fzApi, body));
}

async function start() {
  body = null;
  const code = codeInAddress();
  const card = code ? await look(code) : null;
  const unknown = Boolean(location.hash.slice(1)) && card === null;
  part('scan-unknown').hidden = !unknown;
  part('scan-presenter').textContent = '';
  if (card === null) return show(unknown ? 'unknown' : 'typed', 'scan-typed');
  if (card) fillCard(card);
  for (const link of page.querySelectorAll('[data-fz-feedback-link]')) link.hash = code;
  part('scan-record').onclick = () => record(code, false);
  part('scan-without-cookie').onclick = () => record(code, true);
  show('ready', 'scan-ask', ...presenter());
}

page.querySelector('[data-fz-code-form]').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = event.target.elements.code.value;
  const code = foldCode(typed);
  if (code && location.hash !== `#${code}`) location.hash = code;
  else part('scan-unknown').hidden = false;
});
document.addEventListener('fz-answered', ({ detail }) => {
  if (body && detail.key === body.key) answered(detail.answer);
});
addEventListener('hashchange', start);
start();
