// The quiz: practice for everybody, and rounds that belong to a talk. Its questions are the items that stand on the page.
import { boosters, calendar, dateOf, readBooster } from './booster.js';
import { codeInAddress, printedPart } from './code.js';
import { deliver } from './deliver.js';
import { plan, practice } from './quizplan.js';
import { recall, remember } from './storage.js';
import { newToken } from './token.js';
import { uuidv7 } from './uuid.js';

const page = document.querySelector('[data-fz-quiz]');
const part = (name) => page.querySelector(`[data-fz-quiz-${name}]`);
const lang = document.body.dataset.fzLang;
const words = page.dataset;
const early = 5; // days before its day a later round may be answered

const bank = [...page.querySelectorAll('[data-fz-item]')].map((element) => {
  const text = (name) => element.querySelector(`[data-fz-${name}]`)?.textContent ?? '';
  const { fzItem: slug, fzTruth: truth, fzForm: form, fzTactic: tactic, fzCategory: category } = element.dataset;
  return { slug, truth, form, tactic, category, channel: text('channel'), scene: text('scene'), explanation: text('explanation'), about: text('about') };
});
const bySlug = new Map(bank.map((item) => [item.slug, item]));

let talk = null; // {code, round, token, first}, first: what was said before the talk; null: practice
let asked = null; // {form, items, said} of the round that is on the screen
let body = null; // what was sent last: kept with its key until it is answered
const facts = new Set(); // what is known beside the state

/** @param {'start'|'early'|'asking'|'told'|'between'|'done'} state */
function show(state) {
  page.dataset.fzQuizState = state;
  for (const element of page.querySelectorAll('[data-fz-when]')) {
    const { fzWhen, fzIf } = element.dataset;
    element.hidden = !fzWhen.split(' ').includes(state) || (Boolean(fzIf) && !facts.has(fzIf));
  }
}

/** Brings a part into sight and to who listens. A card that does not fit below the header has the screen for itself. */
function present(element) {
  element.focus({ preventScroll: true });
  const { top, bottom } = element.closest('article, section').getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) page.scrollIntoView({ behavior: 'instant' });
}

const said = (item) => asked.said[asked.items.indexOf(item)];
const instant = () => !talk || talk.round !== 'before'; // the explanation comes at once

function ask() {
  const n = asked.said.length;
  const item = asked.items[n];
  page.querySelector('[data-fz-aloud="reading"] [data-fz-aloud-stop]')?.click();
  part('progress').textContent = words.fzProgress.replace('{n}', n + 1).replace('{of}', asked.items.length);
  part('channel').textContent = item.channel;
  part('scene').textContent = item.scene;
  show('asking');
  present(part('scene'));
}

function answer(truth) {
  const item = asked.items[asked.said.length];
  asked.said.push(truth);
  if (!instant()) return next();
  part('verdict').textContent = `${truth === item.truth ? words.fzRight : words.fzWrong}${words[item.truth === 'scam' ? 'fzIsScam' : 'fzIsGenuine']}`;
  part('told').dataset.fzRight = String(truth === item.truth);
  part('explanation').textContent = item.explanation;
  part('next').textContent = asked.said.length < asked.items.length ? words.fzNext : words.fzLast;
  show('told');
  part('told').focus({ preventScroll: true });
  part('told').scrollIntoView({ block: 'nearest' });
  return undefined;
}

function next() {
  if (asked.said.length < asked.items.length) return ask();
  if (!talk) return finish();
  return send();
}

async function send() {
  const { code, token, round } = talk;
  body = {
    code, key: uuidv7(), token, round, form: asked.form, locale: lang,
    answers: asked.items.map((item) => ({ item: item.slug, said: said(item) })),
  };
  if (round === 'before') {
    talk.first = Object.fromEntries(body.answers.map((a) => [a.item, a.said]));
    keep({ token, first: talk.first, tactics: talk.tactics });
    after(); // the next round
    show('between');
    present(part('between'));
  } else {
    if (round === 'after') keep({ done: true }); // the token is in the links of the booster now, and nowhere else
    finish();
  }
  arrived(await deliver(words.fzApi, body));
}

function arrived(outcome) {
  for (const name of ['recorded', 'waiting', 'held', 'refused']) facts.delete(name);
  if (outcome.kind === 'refused') part('refused').textContent = outcome.error.message;
  facts.add({ accepted: 'recorded', saved: 'waiting', held: 'held' }[outcome.kind] ?? 'refused');
  if (outcome.kind === 'accepted' && outcome.data.code && talk && !printedPart(talk.code)) learnCode(outcome.data.code);
  show(page.dataset.fzQuizState);
}

/** The digits of a screen are soon nobody's: what goes on belongs to the printed code that the service names. */
function learnCode(code) {
  const kept = recall(memory());
  talk.code = code;
  if (kept) remember(memory(), kept);
  history.replaceState(null, '', `#${code}`);
  if (facts.has('booster')) offerBooster();
}

function finish() {
  const right = asked.items.filter((item) => said(item) === item.truth).length;
  part('score').textContent = words.fzScore.replace('{n}', right).replace('{of}', asked.items.length);
  if (talk && talk.round === 'after') {
    review();
    if (printedPart(talk.code)) offerBooster();
  }
  show('done');
  present(part('done'));
}

/** What was asked before the talk, with its explanation now. */
function review() {
  const scenes = Object.keys(talk.first ?? {}).filter((slug) => bySlug.has(slug));
  part('review').replaceChildren(...scenes.map((slug) => {
    const item = bySlug.get(slug);
    const line = part('reviewed').content.cloneNode(true);
    line.querySelector('p').textContent = item.scene;
    line.querySelector('b').textContent = `${talk.first[slug] === item.truth ? words.fzRight : words.fzWrong}${words[item.truth === 'scam' ? 'fzIsScam' : 'fzIsGenuine']}`;
    line.querySelector('span').textContent = item.explanation;
    return line;
  }));
  if (scenes.length) facts.add('review');
}

function offerBooster() {
  const links = boosters(talk.code, talk.token).map((booster) => ({ ...booster, address: `${location.origin}${location.pathname}${booster.hash}` }));
  part('links').replaceChildren(...links.map(({ due, address }) => {
    const line = document.createElement('li');
    const link = document.createElement('a');
    link.href = address;
    link.textContent = spoken(due);
    const plain = document.createElement('span');
    plain.textContent = address;
    line.append(link, plain);
    return line;
  }));
  const file = new Blob([calendar(links, words.fzCalendar, () => `${uuidv7()}@${location.host}`)], { type: 'text/calendar' });
  URL.revokeObjectURL(part('calendar').href);
  part('calendar').href = URL.createObjectURL(file);
  facts.add('booster');
}

const spoken = (due) => new Date(Number(due.slice(0, 4)), Number(due.slice(4, 6)) - 1, Number(due.slice(6)))
  .toLocaleDateString(document.documentElement.lang, { year: 'numeric', month: 'long', day: 'numeric' });

// What this phone remembers of a talk until the second round is answered: the token, the first answers, the talk's tactics.
const memory = () => `fz-quiz-${talk.code}`;
const keep = (state) => remember(memory(), JSON.stringify(state));
function kept() {
  try {
    return JSON.parse(recall(memory())) || {};
  } catch {
    return {};
  }
}

function after() {
  talk.round = 'after';
  facts.delete('before');
  facts.add('after');
}

/** What Hugo wrote of the talk. @returns {Promise<object|null>} null: a code that the site does not know, or no network */
async function look(code) {
  if (!printedPart(code)) return null;
  try {
    const response = await fetch(`${words.fzCodes}${printedPart(code)}.json`, { credentials: 'omit' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function begin() {
  if (!talk) {
    asked = { form: '', items: practice(bank, Math.random, topic()), said: [] };
  } else {
    asked = { ...plan(bank, talk.token, talk.tactics)[talk.round], said: [] };
    facts.delete('recorded');
    facts.delete('waiting');
  }
  ask();
}

const topic = () => /^#topic=([a-z0-9-]+)$/.exec(location.hash)?.[1] ?? '';

function startPractice() {
  facts.add('practice');
  const about = bank.find(({ tactic }) => tactic === topic());
  if (about) {
    facts.add('topic');
    part('topic').textContent = about.about;
  }
  show('start');
}

async function startTalk(code, booster) {
  talk = { code: printedPart(code) || code, round: booster ? booster.round : 'before', token: '', first: null, tactics: [] };
  const before = kept();
  if (before.done && !booster) { // once is enough: from here on it is practice
    talk = null;
    return startPractice();
  }
  talk.token = booster ? booster.token : before.token || newToken();
  facts.add('talk').add(booster ? 'later' : 'before');
  const card = await look(code);
  if (card) {
    talk.tactics = card.tactics.map(({ slug }) => slug);
    part('talk').textContent = card.seminar ? card.seminar.title[lang] : card.presenter[lang];
  }
  if (booster) {
    if (dateOf(Date.now() + early * 24 * 60 * 60 * 1000) >= booster.due) return show('start');
    part('early').textContent = words.fzComeBack.replace('{day}', spoken(booster.due));
    return show('early');
  }
  const over = card && card.seminar && Date.now() > Date.parse(card.seminar.ends);
  if (before.first) {
    talk.first = before.first;
    talk.tactics = before.tactics; // both rounds follow one plan, also when the first had no network to ask for them
    after();
    return show(over ? 'start' : 'between');
  }
  if (over) after(); // came too late for a first round
  return show('start');
}

function start() {
  facts.clear();
  talk = null;
  body = null;
  const booster = readBooster(location.hash);
  const code = booster ? booster.code : codeInAddress();
  if (!code) return startPractice();
  part('feedback').hash = printedPart(code);
  return startTalk(code, booster);
}

for (const button of page.querySelectorAll('[data-fz-quiz-start]')) button.addEventListener('click', begin);
for (const button of page.querySelectorAll('[data-fz-quiz-said]')) button.addEventListener('click', () => answer(button.dataset.fzQuizSaid));
part('next').addEventListener('click', next);
document.addEventListener('fz-answered', (event) => {
  if (!body || event.detail.key !== body.key || event.detail.answer.kind === 'expired') return;
  event.preventDefault();
  arrived(event.detail.answer);
});
addEventListener('hashchange', start);
start();
