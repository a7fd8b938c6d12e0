// The scan page: shows whose code it is, records with one press, and shows what the service answers. Opening the page records nothing.
import { codeInAddress, foldCode, printedPart } from './code.js';
import { deliver } from './deliver.js';
import { waiting } from './queue.js';
import { uuidv7 } from './uuid.js';

const lookPatience = 700; // ms: the button does not wait longer for the presenter's name

const page = document.querySelector('[data-fz-scan]');
const part = (name) => page.querySelector(`[data-fz-${name}]`);
const lang = document.body.dataset.fzLang;
let code = '';
let seen = ''; // when the code was opened here, which may be long before the press
let body = null; // what was pressed: kept with its key and time until it is answered
const facts = new Set(); // what is known beside the state

/**
 * Shows the parts whose data-fz-when names the state, and whose data-fz-if, if any, is a fact.
 * @param {'typed'|'unknown'|'opening'|'ready'|'sending'|'recorded'|'queued'|'held'|'refused'} state
 */
function show(state) {
  page.dataset.fzScanState = state;
  for (const element of page.querySelectorAll('[data-fz-when]')) {
    const { fzWhen, fzIf } = element.dataset;
    element.hidden = !fzWhen.split(' ').includes(state) || (Boolean(fzIf) && !facts.has(fzIf));
  }
}

/** What Hugo wrote of a code. @returns {Promise<object|null|undefined>} null: nobody's; undefined: not known now */
async function look() {
  const id = printedPart(code);
  if (!id) return undefined; // only the service knows whose screen shows these digits
  try {
    const response = await fetch(`${page.dataset.fzCodes}${id}.json`, { credentials: 'omit' });
    if (response.ok) return await response.json();
    return response.status === 404 && id === code ? null : undefined; // a live code may be newer than the site
  } catch {
    return undefined;
  }
}

/** @param {{presenter: string, team: string, area: string, seminar: string}} card   seminar: "" for a badge */
function fillCard({ presenter, team, area, seminar }) {
  const told = presenter.startsWith(team) ? [area] : [team, area]; // a label of team and number has said it
  part('scan-presenter').textContent = presenter;
  part('scan-team').textContent = told.join(' · ');
  part('scan-seminar').textContent = seminar;
  part('scan-seminar').hidden = !seminar;
  facts.delete('no-card');
  facts.add('card');
}

const fillFromSite = ({ presenter, team, area, seminar }) => fillCard({
  presenter: presenter[lang], team: team[lang], area: area[lang], seminar: seminar ? seminar.title[lang] : '',
});

const fillFromService = ({ presenter, team, area, seminar }) => fillCard({
  presenter: presenter.label, team: team.name, area: area.name, seminar: seminar ? seminar.title : '',
});

function fillList(name, entries) {
  part(name).querySelector('ul').replaceChildren(...entries.map(({ title, url }) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.textContent = title;
    link.href = url;
    item.append(link);
    return item;
  }));
  if (entries.length) facts.add(name);
}

/** Lets the links to what comes next know whose talk it was. @param {string} id   a printed code, "" for none */
function leadOn(id) {
  if (!id) return;
  for (const link of page.querySelectorAll('[data-fz-feedback-link], [data-fz-quiz-link]')) link.hash = id;
  facts.add('linked');
}

function answered(outcome) {
  if (outcome.kind === 'accepted') {
    leadOn(outcome.data.code);
    facts.add(outcome.data.counted ? 'counted' : 'again');
    fillFromService(outcome.data);
    fillList('scan-alerts', outcome.data.alerts);
    fillList('scan-tactics', outcome.data.tactics);
    show('recorded');
    part('scan-done').focus();
  } else if (outcome.kind === 'refused') {
    part('refused-say').textContent = outcome.error.message;
    show('refused');
    part('scan-refused').focus();
  } else {
    facts.add(outcome.why === 'offline' ? 'offline' : 'busy');
    show(outcome.kind === 'held' ? 'held' : 'queued');
    part(outcome.kind === 'held' ? 'scan-held' : 'scan-saved').focus();
  }
}

async function record(cookieless) {
  if (!body || Boolean(body.without_cookie) !== cookieless) {
    body = { code, key: uuidv7(), seen_at: seen, locale: lang };
    if (cookieless) body.without_cookie = true;
  }
  show('sending');
  answered(await deliver(page.dataset.fzApi, body));
}

/** The record of this code that was pressed before and still waits on this phone. */
const pressedBefore = async () => (await waiting()).find(({ url, body: kept }) => url === page.dataset.fzApi && kept.code === code);

async function start() {
  facts.clear();
  body = null;
  code = codeInAddress();
  seen = new Date().toISOString();
  if (!code) return show(location.hash.slice(1) ? 'unknown' : 'typed');
  const asked = code;
  part('scan-code').textContent = code.length === 8 ? `${code.slice(0, 4)} ${code.slice(4)}` : code.slice(0, 8);
  for (const link of page.querySelectorAll('[data-fz-quiz-link]')) link.hash = code;
  leadOn(printedPart(code));
  facts.add('no-card').add(printedPart(code) ? 'printed' : 'digits');
  show('opening');
  const looked = look();
  const [before] = await Promise.all([pressedBefore(), Promise.race([looked.then(use), new Promise((go) => setTimeout(go, lookPatience))])]);
  if (code !== asked || page.dataset.fzScanState !== 'opening') return;
  if (before) {
    ({ body } = before);
    facts.add('offline');
    return show('queued');
  }
  show('ready');

  function use(card) {
    if (code !== asked) return;
    const state = page.dataset.fzScanState;
    if (card) fillFromSite(card);
    if (card === null && (state === 'opening' || state === 'ready')) show('unknown');
    else if (card) show(state);
  }
}

part('scan-record').addEventListener('click', () => record(false));
part('scan-without-cookie').addEventListener('click', () => record(true));
part('retry').addEventListener('click', () => document.dispatchEvent(new Event('fz-retry')));
page.querySelector('[data-fz-code-form]').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = foldCode(event.target.elements.code.value);
  if (!typed) return show('unknown');
  if (location.hash === `#${typed}`) return start();
  location.hash = typed;
});
document.addEventListener('fz-answered', (event) => {
  if (!body || event.detail.key !== body.key) return;
  if (event.detail.answer.kind === 'expired') return start(); // the notice says so
  event.preventDefault();
  answered(event.detail.answer);
});
addEventListener('hashchange', start);
start();
