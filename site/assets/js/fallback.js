// The built-in search: one small index per language, for when the service does not answer. Loaded only then, by search.js.
import MiniSearch from 'minisearch';
import { folder } from './fold.js';
import { segments } from './highlight.js';
import { indexTerms, queryTerms } from './terms.js';

const latin = /^[a-z0-9]/;

/**
 * Loads the index.
 * @param {{index: string, tables: string}} urls   tables may be "": then only width and case are folded
 * @returns {Promise<(text: string, category: string, limit: number) => object[]>} hits in the shape of the service's answer
 */
export async function open({ index, tables }) {
  const [rows, fold] = await Promise.all([json(index), tables ? json(tables).then(folder) : folder({ chars: '', words: [] })]);
  return search(rows, fold);
}

async function json(url) {
  const response = await fetch(url, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** As open, over rows already at hand. */
export function search(rows, fold, today = new Date().toISOString().slice(0, 10)) {
  const engine = new MiniSearch({
    idField: 'u',
    fields: ['t', 's', 'k', 'b'],
    tokenize: (text, name) => indexTerms(fold(text).text, name === 't'),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => queryTerms(fold(text).text),
      boost: { t: 6, k: 4, s: 3, b: 1 },
      prefix: (term) => latin.test(term) && term.length > 2,
      fuzzy: (term) => (latin.test(term) && term.length > 4 ? 0.2 : false),
    },
  });
  const current = rows.filter((row) => !row.x || row.x >= today);
  engine.addAll(current);
  const byAddress = new Map(current.map((row) => [row.u, row]));

  return (text, category, limit) => {
    const terms = queryTerms(fold(text).text);
    const found = engine.search(text, { filter: ({ id }) => !category || byAddress.get(id).c === category });
    return found.slice(0, limit).map(({ id }) => {
      const row = byAddress.get(id);
      const cut = (original) => segments(original, fold(original), terms);
      return { url: row.u, title: row.t, summary: row.s, section: row.n, category: row.c, highlights: { title: cut(row.t), summary: cut(row.s) } };
    });
  };
}
