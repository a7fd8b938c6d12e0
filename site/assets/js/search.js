// The search page: results while one types, an address to share, and a way back.
import { facetNames, readAddress, searchAddress } from './address.js';
import { announcer, inBrief } from './announce.js';
import { asker } from './ask.js';
import { combobox } from './combobox.js';
import { setSegments } from './highlight.js';
import { go, inWords, onText, suggestion } from './suggestion.js';

const page = document.querySelector('[data-fz-search]');
const part = (name) => page.querySelector(`[data-fz-search-${name}]`);
const form = part('form');
const field = form.elements.q;
const facets = Object.fromEntries(facetNames.map((name) => [name, part(name)]));
const words = form.dataset;
const ask = asker(words);
const announce = announcer(part('said'));

const limit = 20;
const most = 6; // suggestions
const doubtful = 3; // hits shown when none of them comes close
const longestText = 512; // characters; the service and the built-in search cut there
const slow = 300; // ms, then the page says that it searches
const restAfter = 1500; // ms without typing, then the search counts as meant

let asking = new AbortController();
let resting;
let shown = []; // hits
let settled = true; // the address is one to come back to: the next change makes a new one

const chosen = () => Object.fromEntries(Object.entries(facets).filter(([, { value }]) => value).map(([name, { value }]) => [name, value]));

function kindOf(hit) {
  const option = [...facets.category.options].find(({ value }) => value && value === hit.category);
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
  sure.textContent = inWords(hit, words);
  if (hit.because.length) filled.querySelector('[data-fz-row-because]').textContent = words.fzBecause + hit.because.join(' · ');
  return filled;
}

function show(q, { hits, local, status, none }) {
  shown = hits;
  part('results').dataset.fzQuery = q;
  part('results').replaceChildren(...hits.map(row));
  part('status').textContent = status;
  announce(hits.length && !none ? inBrief(hits, words) : status);
  part('none').hidden = !none;
  part('local').hidden = !local;
  part('truncated').hidden = [...q].length <= longestText;
  if (box.isOpen()) open();
}

/** Writes the address, as a new one to come back from if the last was meant. */
function remember(q) {
  const address = searchAddress(location.pathname, q, chosen());
  if (address === location.pathname + location.search + location.hash) return;
  history[settled ? 'pushState' : 'replaceState'](null, '', address);
  settled = false;
}

async function run({ rested = false, back = false } = {}) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const q = field.value.trim();
  clearTimeout(resting);
  if (!back) remember(q);
  if (rested || back) settled = true;
  else resting = setTimeout(rest, restAfter);
  if (!q) return show(q, { hits: [], status: '' });
  const busy = setTimeout(() => {
    part('status').textContent = words.fzBusy;
  }, slow);
  try {
    const found = await ask(q, chosen(), { limit, rested, signal });
    if (!found) return;
    const none = !found.hits.some(({ confidence }) => confidence !== 'unsure');
    const status = none ? words.fzNone : words.fzFound.replace('{n}', found.hits.length);
    show(q, { ...found, hits: none ? found.hits.slice(0, doubtful) : found.hits, status, none });
  } catch {
    if (!signal.aborted) show(q, { hits: [], status: words.fzFailed });
  } finally {
    clearTimeout(busy);
  }
}

// What was found for a text that stays is not asked again, unless it is nothing: the editors' list counts that.
function rest() {
  settled = true;
  if (field.value.trim() && !part('none').hidden) run({ rested: true });
}

const open = () => box.show(shown.slice(0, most).map((hit) => suggestion(hit, words)));
const box = combobox(field, part('list'), { onAsk: open, onChoose: go });

onText(field, () => {
  box.close();
  run();
});
for (const select of Object.values(facets)) select.addEventListener('change', () => run({ rested: true }));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  box.close();
  run({ rested: true });
});

function restore() {
  const asked = readAddress(location);
  field.value = asked.text;
  for (const [name, select] of Object.entries(facets)) {
    select.value = asked.facets[name];
    if (select.selectedIndex < 0) select.value = ''; // no such id
  }
  part('narrow').open = part('narrow').open || Boolean(Object.keys(chosen()).length);
  run({ back: true });
}
addEventListener('popstate', restore);
restore();
