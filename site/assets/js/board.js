// The board: asks the service for published figures and sets them into the tables as text.
import { recall } from './storage.js';

const board = document.querySelector('[data-fz-board]');
const form = board.querySelector('[data-fz-board-form]');
const areasForm = board.querySelector('[data-fz-areas-form]');
const part = (name) => board.querySelector(`[data-fz-${name}]`);
const status = part('board-status');
const words = board.dataset;

/** @param {{at_least: number} | {under: number}} published   a sum of hidden figures is at least 0, which says nothing */
function figure(published) {
  if ('under' in published) return words.fzUnder.replace('{n}', published.under);
  return published.at_least ? words.fzAtLeast.replace('{n}', published.at_least) : words.fzFew;
}

const arrows = { up: '↑', down: '↓', same: '→' };

function trend({ direction, this_month: now, last_month: before }) {
  if (!arrows[direction]) return words.fzFew;
  return `${arrows[direction]} ${words.fzTrend.replace('{this}', figure(now)).replace('{last}', figure(before))}`;
}

/** Fills the row template with texts by column. */
function line(template, texts) {
  const filled = board.querySelector(`[data-fz-board-row="${template}"]`).content.cloneNode(true);
  for (const cell of filled.querySelectorAll('[data-fz-cell]')) cell.textContent = texts[cell.dataset.fzCell];
  return filled;
}

function presenterLine(entry) {
  const row = line('presenter', {
    rank: entry.rank, presenter: entry.presenter.label, team: entry.presenter.label.startsWith(entry.team.name) ? '' : entry.team.name, // a label of team and number has said it
    area: entry.area.name, level: entry.level.name,
    reach: figure(entry.reach), points: figure(entry.points), trend: trend(entry.trend),
  });
  if (entry.presenter.id === form.elements.around.value) row.firstElementChild.setAttribute('aria-current', 'true');
  return row;
}

function areaLine(template, rank) {
  return (entry) => line(template, {
    rank: entry[rank], area: entry.area.name, reach: figure(entry.reach), trend: trend(entry.trend), residents: entry.residents.toLocaleString(document.documentElement.lang),
    rate: entry.per_thousand === null ? words.fzFew : words.fzAtLeast.replace('{n}', entry.per_thousand),
  });
}

function fill(table, rows) {
  table.tBodies[0].replaceChildren(...rows);
}

/** What the fields ask for, those that choose everything left out. */
function asked(fields) {
  const query = new URLSearchParams();
  for (const field of fields) {
    if (field.value && field.selectedIndex > 0) query.set(field.name, field.value);
  }
  return query;
}

async function get(path, query) {
  query.set('lang', document.body.dataset.fzLang);
  const response = await fetch(`${words.fzApi}${path}?${query}`, { credentials: 'omit' });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

async function loadPresenters() {
  const { rows, around, presenters, total } = await get('', asked(form.elements));
  fill(part('board-top').querySelector('table'), rows.map(presenterLine));
  fill(part('board-around').querySelector('table'), around.map(presenterLine));
  part('board-of').textContent = words.fzOf.replace('{n}', presenters);
  part('board-top').hidden = !rows.length;
  part('board-around').hidden = !around.length;
  const known = total.reach.at_least > 0; // a sum of published figures: 0 says nothing
  status.textContent = !rows.length ? status.dataset.fzNone : known ? words.fzTotal.replace('{n}', figure(total.reach)) : '';
}

async function loadAreas() {
  const { rows } = await get('/areas', asked([form.elements.period, form.elements.area, areasForm.elements.level]));
  fill(part('areas-reach'), rows.map(areaLine('reach', 'rank_reach')));
  fill(part('areas-rate'), [...rows].sort((a, b) => a.rank_rate - b.rank_rate).map(areaLine('rate', 'rank_rate')));
}

async function load() {
  history.replaceState(null, '', `?${asked([...form.elements, ...areasForm.elements])}`);
  status.textContent = status.dataset.fzBusy;
  try {
    await Promise.all([loadPresenters(), loadAreas()]);
    part('board-areas').hidden = false;
  } catch {
    for (const name of ['board-top', 'board-around', 'board-areas']) part(name).hidden = true;
    status.textContent = status.dataset.fzFailed;
  }
}

function choose(field, value) {
  if (field && [...field.options].some((option) => option.value === value)) field.value = value;
}

choose(form.elements.around, recall('fz-presenter')); // left by the presenter's own page: one's own place without asking
for (const [name, value] of new URLSearchParams(location.search)) choose(form.elements[name] ?? areasForm.elements[name], value);
form.hidden = false;
for (const choices of [form, areasForm]) {
  choices.addEventListener('change', load);
  choices.addEventListener('submit', (event) => event.preventDefault());
}
load();
