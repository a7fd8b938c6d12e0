// The search page: asks the service as one types; when it fails or is slow, the built-in search answers for a while.
import { setSegments } from './highlight.js';
import { longestInQuery, searchAddress } from './searchbox.js';

const page = document.querySelector('[data-fz-search]');
const part = (name) => page.querySelector(`[data-fz-search-${name}]`);
const form = part('form');
const field = form.elements.q;
const category = part('category');
const facets = { category, channel: part('channel'), audience: part('audience') };
const words = page.dataset;

const limit = 20;
const doubtful = 3; // hits shown when none of them comes close
const longestText = 512; // characters; the service and the built-in search cut there
const typingPause = 150; // ms
const patience = 800; // ms, then the built-in search answers
const warming = 100; // ms, then the built-in search is made ready beside the question
const rest = 30000; // ms before the service is asked again

let asking = new AbortController();
let serviceRestsUntil = 0;
let builtIn; // promise of fallback.js's search, once it is needed

async function askService(q, signal) {
  const asked = { q, lang: document.body.dataset.fzLang, limit };
  for (const [name, select] of Object.entries(facets)) if (select.value) asked[name] = select.value;
  const story = [...q].length > longestInQuery;
  const request = story
    ? fetch(words.fzApi, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked), credentials: 'omit', signal })
    : fetch(`${words.fzApi}?${new URLSearchParams(asked)}`, { credentials: 'omit', signal });
  const response = await request;
  if (!response.ok) throw new Error(`the service answers ${response.status}`);
  return (await response.json()).hits;
}

function within(promise, ms) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the service is slow')), ms);
    promise.then(resolve, reject);
  });
}

function loadBuiltIn() {
  builtIn = builtIn || import(words.fzFallback).then(({ open }) => open({ index: words.fzIndex, tables: words.fzTables }));
  builtIn.catch(() => {
    builtIn = undefined; // no network either: try anew next time
  });
  return builtIn;
}

async function answer(q, signal) {
  if (Date.now() >= serviceRestsUntil) {
    const slow = new AbortController();
    const warm = setTimeout(loadBuiltIn, warming);
    signal.addEventListener('abort', () => slow.abort());
    try {
      return { hits: await within(askService(q, slow.signal), patience), local: false };
    } catch {
      slow.abort();
      if (signal.aborted) return null;
      serviceRestsUntil = Date.now() + rest;
    } finally {
      clearTimeout(warm);
    }
  }
  const find = await loadBuiltIn();
  return { hits: find(q, Object.fromEntries(Object.entries(facets).map(([name, select]) => [name, select.value])), limit), local: true };
}

function kindOf(hit) {
  const option = [...category.options].find(({ value }) => value && value === hit.category);
  const section = { alerts: words.fzAlerts, guides: words.fzGuides }[hit.section];
  return [section, option && option.textContent].filter(Boolean).join(' · ');
}

function row(hit) {
  const filled = part('row').content.cloneNode(true);
  filled.querySelector('[data-fz-category]').dataset.fzCategory = hit.category;
  const link = filled.querySelector('[data-fz-row-title]');
  link.href = new URL(hit.url, location.origin).pathname;
  setSegments(link, hit.highlights.title);
  setSegments(filled.querySelector('[data-fz-row-summary]'), hit.highlights.summary);
  filled.querySelector('[data-fz-row-kind]').textContent = kindOf(hit);
  const sure = filled.querySelector('[data-fz-row-sure]');
  sure.dataset.fzRowSure = hit.confidence;
  sure.textContent = { likely: words.fzLikely, possible: words.fzPossible }[hit.confidence] || words.fzUnsure;
  if (hit.because.length) filled.querySelector('[data-fz-row-because]').textContent = words.fzBecause + hit.because.join(' · ');
  return filled;
}

function show(q, { hits, local, status, none }) {
  part('results').dataset.fzQuery = q;
  part('results').replaceChildren(...hits.map(row));
  part('status').textContent = status;
  part('none').hidden = !none;
  part('local').hidden = !local;
  part('truncated').hidden = [...q].length <= longestText;
}

async function run() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const q = field.value.trim();
  history.replaceState(null, '', searchAddress(location.pathname, q, category.value));
  if (!q) return show(q, { hits: [], status: '' });
  part('status').textContent = words.fzBusy;
  try {
    const found = await answer(q, signal);
    if (signal.aborted || !found) return;
    const none = !found.hits.some(({ confidence }) => confidence !== 'unsure');
    const status = none ? part('none').querySelector('h2').textContent : words.fzFound.replace('{n}', found.hits.length);
    show(q, { ...found, hits: none ? found.hits.slice(0, doubtful) : found.hits, status, none });
  } catch {
    if (!signal.aborted) show(q, { hits: [], status: words.fzFailed });
  }
}

let typing;
field.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(run, typingPause);
});
for (const select of Object.values(facets)) select.addEventListener('change', run);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  run();
});

const asked = new URLSearchParams(location.search);
field.value = new URLSearchParams(location.hash.slice(1)).get('q') || asked.get('q') || '';
category.value = asked.get('category') || '';
if (category.selectedIndex < 0) category.value = '';
part('narrow').open = Boolean(category.value);
if (field.value) run();
