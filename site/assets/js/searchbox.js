// The search box on every page: suggestions while one types, and the search page in place of the service's page for browsers
// without JavaScript.
import { searchAddress } from './address.js';
import { announcer, inBrief } from './announce.js';
import { asker } from './ask.js';
import { combobox } from './combobox.js';
import { go, onText, suggestion } from './suggestion.js';

const most = 6; // suggestions

export function followSearchBox() {
  for (const form of document.querySelectorAll('[data-fz-search-form]')) {
    const onSearchPage = Boolean(form.closest('[data-fz-search]')); // its results stand below: search.js
    if (!onSearchPage) suggest(form);
    sendOnEnter(form);
    if (onSearchPage) continue;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      location.assign(searchAddress(form.dataset.fzSearchPage, form.elements.q.value.trim()));
    });
  }
}

function sendOnEnter(form) {
  form.elements.q.addEventListener('keydown', (event) => {
    const onSuggestion = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || onSuggestion) return;
    event.preventDefault();
    form.querySelector('[type="submit"]').click();
  });
}

function suggest(form) {
  const field = form.elements.q;
  const words = form.dataset;
  const ask = asker(words);
  const announce = announcer(form.querySelector('[data-fz-search-said]'));
  let asking = new AbortController();

  const box = combobox(field, form.querySelector('[data-fz-search-list]'), { onAsk: run, onChoose: go });

  async function run() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const q = field.value.trim();
    if (!q) return box.close();
    try {
      const found = await ask(q, {}, { limit: most, signal });
      if (!found) return;
      const sure = found.hits.filter(({ confidence }) => confidence !== 'unsure');
      box.show(document.activeElement === field ? sure.map((hit) => suggestion(hit, words)) : []);
      announce(sure.length ? inBrief(sure, words) : words.fzNone);
    } catch {
      box.close(); // the search page says what is wrong
    }
  }
  onText(field, run);
}
