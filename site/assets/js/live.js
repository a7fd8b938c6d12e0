// The presenter's page: a live code that renews itself, digits to type, and the room filling up.
// It holds codes for the next five minutes and no key, so a hall without network still has a screen for that long.
import { awake } from './awake.js';
import { follow } from './counting.js';
import { Clock, Hand } from './hand.js';
import { qr } from './qr.js';
import { ask, watchSession } from './session.js';
import { zone } from './zone.js';

const root = document.querySelector('[data-fz-live]');
const part = (name) => root.querySelector(`[data-fz-${name}]`);
const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root.dataset[`fzSay${name}`]);
const language = document.documentElement.lang;
const day = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone });

const renewAt = 3.5 * 60 * 1000; // with less than this at hand more is asked for
const tryEvery = 5000;
const clock = new Clock();
const stayOn = awake();

let chosen = ''; // the printed code whose screen is shown
let live = new Hand();
let typed = new Hand();
let shown = ''; // the live code in the picture
let asking = null;
let triedAt = -Infinity;
let stopCount = () => {};

function show(name) {
  for (const state of ['choose', 'screen']) part(state).hidden = state !== name;
  document.body.classList.toggle('fz-page--screen', name === 'screen');
}

function stop() {
  chosen = '';
  shown = '';
  live = new Hand();
  typed = new Hand();
  asking?.abort();
  stopCount();
  stayOn.release();
  part('own-dialog').close();
  part('qr').replaceChildren();
  if (document.fullscreenElement) document.exitFullscreen();
}

const session = watchSession(root, () => {
  const code = location.hash.slice(1);
  if (/^[0-9A-Z]{8}$/.test(code)) start(code);
  else choose();
});

/** The session has ended or was ended: nothing of it stays on the screen. */
function leave(said) {
  stop();
  show('');
  session.leave(said);
}

async function choose() {
  stop();
  show('choose');
  const { status, data, said } = await ask('/api/v1/live/choices');
  if (status === 401) return leave(said);
  part('choose-said').hidden = status === 200;
  part('choose-said').textContent = said || say('Failed');
  if (status !== 200) return setTimeout(() => chosen || part('choose').hidden || choose(), tryEvery);
  part('choose-who').textContent = data.presenter?.label ?? '';
  part('choose-none').hidden = data.choices.length > 0;
  return part('choose-list').replaceChildren(...data.choices.map((choice) => option(choice, Date.parse(data.now))));
}

function option({ code, open, seminar }, now) {
  const item = part('choose-one').content.cloneNode(true);
  item.querySelector('.fz-choose__title').textContent = seminar ? seminar.title : say('Badge');
  item.querySelector('.fz-choose__when').textContent = !seminar ? say('Badgesay')
    : open ? say('Open', { venue: seminar.venue })
      : now > Date.parse(seminar.ends) ? say('Over', { time: day.format(new Date(seminar.ends)) })
        : say('Later', { time: day.format(new Date(seminar.starts)), venue: seminar.venue });
  item.querySelector('button').addEventListener('click', () => start(code));
  return item;
}

async function start(code) {
  stop();
  chosen = code;
  history.replaceState(null, '', `#${code}`); // a reload shows the same screen
  await renew();
  if (chosen !== code) return; // left meanwhile
  if (!shown) return choose();
  stayOn.hold().then((stays) => { part('sleeps').hidden = stays; });
  stopCount = follow(code, count, () => leave());
}

/** Asks for codes and takes them into the hand. */
async function renew() {
  const code = chosen;
  triedAt = performance.now();
  asking = new AbortController();
  const limit = setTimeout(() => asking.abort(), tryEvery);
  const { status, data, said } = await ask(`/api/v1/live?code=${code}`, { signal: asking.signal });
  clearTimeout(limit);
  if (chosen !== code) return;
  if (status === 401) return leave(said);
  if (status === 403 || status === 404) {
    history.replaceState(null, '', location.pathname);
    return choose();
  }
  if (status !== 200) return;
  clock.set(Date.parse(data.now), triedAt, performance.now());
  live = new Hand(data.live);
  typed = new Hand(data.typed);
  describe(data);
  show('screen');
  tick();
}

function describe({ presenter, team, seminar, words }) {
  part('what').textContent = seminar ? `${seminar.title} · ${presenter.label}` : presenter.label.startsWith(team.name) ? presenter.label : `${presenter.label} · ${team.name}`;
  part('words').textContent = words.join(language.startsWith('zh') ? '　' : ' · ');
  part('address').textContent = say('Address', { host: location.host });
  const early = seminar && !typed.codes.length && clock.now() < Date.parse(seminar.opens);
  part('typed-later').hidden = !early;
  if (early) part('typed-later').textContent = say('Typedlater', { time: day.format(new Date(seminar.opens)) });
}

/** Shows what belongs to this moment. */
function tick() {
  if (!chosen || part('screen').hidden) return;
  const now = clock.now();
  const code = live.at(now);
  if (code !== shown) {
    shown = code;
    part('qr').replaceChildren(...(code ? [qr(`${location.origin}/S/${code}`.toUpperCase())] : []));
  }
  const digits = typed.at(now);
  part('typed').hidden = !digits;
  part('digits').textContent = digits.replace(/^(.{4})/, '$1 ');
  const left = live.left(now);
  const late = left < renewAt - 2 * tryEvery; // asked more than once, in vain
  part('state').hidden = !late;
  if (late) part('state').textContent = code ? say('Offline', { time: lasting(left) }) : say('Out');
  if (left < renewAt && performance.now() - triedAt > tryEvery) renew();
}

const lasting = (milliseconds) => (milliseconds >= 60000 ? say('Minutes', { n: Math.floor(milliseconds / 60000) }) : say('Seconds', { n: Math.ceil(milliseconds / 1000) }));

function count({ session: met, presenter }) {
  part('count').textContent = met.devices;
  for (const cell of root.querySelectorAll('[data-fz-figure]')) cell.textContent = met[cell.dataset.fzFigure];
  const { level, points, next } = presenter;
  part('own-level').textContent = next ? say('Level', { level: level.name, n: points, more: next.points - points, next: next.name }) : say('Top', { level: level.name, n: points });
}

part('back').addEventListener('click', () => {
  history.replaceState(null, '', location.pathname);
  choose();
});
part('own').addEventListener('click', () => part('own-dialog').showModal());
part('signout').addEventListener('click', () => {
  stop();
  show('');
  session.signOut();
});
if (document.fullscreenEnabled) {
  part('full').hidden = false;
  part('full').addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}
// A machine that slept shows nothing old: what it has is judged anew at once.
document.addEventListener('visibilitychange', () => chosen && !document.hidden && renew());
addEventListener('online', () => chosen && renew());
setInterval(tick, 250);
