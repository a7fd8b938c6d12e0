// The built-in search: one small index per language, for when the service does not answer. Loaded only then, by search.js.
// It finds by MiniSearch where the service asks Meilisearch, and ranks as search/query does, by the same tables.
import MiniSearch from 'minisearch';
import { dayOf } from './expiry.js';
import { folder } from './fold.js';
import { cutter, sharer } from './grams.js';
import { segments } from './highlight.js';
import { because, lexicon } from './lexicon.js';
import { nameOf, weighName } from './names.js';
import { reader, spoken } from './sounds.js';
import { indexTerms, queryTerms } from './terms.js';

const latin = /^[a-z0-9]/;
const longestText = 512; // characters; the service cuts there too

/**
 * Loads the index.
 * @param {{index: string, tables: string}} urls
 * @returns {Promise<(text: string, facets: {category?: string, channel?: string, audience?: string}, limit: number) => object[]>}
 *   hits in the shape of the service's answer
 */
export async function open({ index, tables }) {
  const [rows, found] = await Promise.all([json(index), json(tables)]);
  return search(rows, found);
}

async function json(url) {
  const response = await fetch(url, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** As open, over rows and tables already at hand. */
export function search(rows, tables, today = dayOf()) {
  const fold = folder(tables);
  const folded = (text) => fold(text).text;
  const w = tables.weights;
  const weigh = lexicon(tables);
  const read = reader(tables);
  const cut = cutter(tables);
  const engine = new MiniSearch({
    idField: 'u',
    fields: ['t', 'a', 'o', 'k'], // the summary is weighed by its pieces (grams.js): more fields find no more, and cost the time to build them
    extractField: (row, name) => (Array.isArray(row[name]) ? row[name].join(' ') : row[name]),
    tokenize: (text, name) => (name ? indexTerms(folded(text), name === 't') : [text]),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => queryTerms(folded(text)),
      boost: { t: 6, a: 5, o: 5, k: 4 },
      prefix: (term) => latin.test(term) && term.length > 2,
      fuzzy: (term) => (latin.test(term) && term.length > 4 ? 0.2 : false),
    },
  });
  const current = rows.filter((row) => !row.x || row.x >= today);
  engine.addAll(current);
  const pages = current.map((row) => ({ row, slug: row.u.split('/').at(-2), names: [row.t, ...row.a, ...row.o].map((name) => nameOf(folded(name), read)) }));
  const share = sharer(current.map((row) => ownWords(row, folded, cut)));

  return (original, { category, channel, audience }, limit) => {
    const text = [...original.trim()].slice(0, longestText).join('');
    const asFolded = fold(text);
    const typed = { text: asFolded.text.split(/\s+/).filter(Boolean).join(' '), heard: '' };
    const syllables = read(typed.text);
    if (syllables.length >= 2 && syllables.length <= w.longestHeard) typed.heard = spoken(syllables);
    const evidence = weigh(asFolded.text);
    const words = share(cut(typed.text));
    const results = engine.search(text);
    const best = results.length ? results[0].score : 1;
    const scores = new Map(results.map(({ id, score }) => [id, score / best]));
    const short = [...typed.text].length <= w.longestEveryday || (!/\p{Script=Han}/u.test(typed.text) && typed.text.split(' ').length <= 10);

    const ranked = pages.map(({ row, slug, names }, i) => {
      const proof = row.n === 'tactics' ? evidence.of.get(slug) : undefined;
      const beside = row.n === 'tactics' ? 1 : w.besideTactic;
      const speaks = (proof ? proof.weight : 0) + Math.max(...names.map((name) => weighName(typed, name, w)));
      const ids = row.n === 'tactics' ? row.f.filter((id) => evidence.groups.has(id)).length * w.id : 0;
      const about = w.found * (scores.get(row.u) || 0) + w.words * words[i] + w.recent * recent(row, today, w.recentFor);
      return { row, proof, score: (speaks + ids + about) * beside, weight: speaks * beside - (short ? evidence.everyday : 0), found: scores.has(row.u) || speaks > 0 || words[i] > 0 };
    }).filter(({ row, found }) => found && (!category || row.c === category) && (!channel || row.f.includes(channel)) && (!audience || row.w.includes(audience)))
      .sort((a, b) => b.score - a.score || (b.row.d > a.row.d ? 1 : -1));
    const most = Math.max(0, ...ranked.map(({ weight }) => weight));

    const terms = queryTerms(asFolded.text);
    const highlight = (whole) => segments(whole, fold(whole), terms);
    return ranked.slice(0, limit).map(({ row, proof, weight }) => ({
      url: row.u, title: row.t, summary: row.s, section: row.n, category: row.c,
      highlights: { title: highlight(row.t), summary: highlight(row.s) },
      because: proof ? because(proof).map(({ start, end }) => text.slice(asFolded.from[start], asFolded.to[end - 1])) : [],
      confidence: confidence(weight, most, w),
    }));
  };
}

// 1 for an alert of today, less for each day that it is older, 0 for other pages.
function recent({ d }, today, days) {
  return d ? Math.min(1, Math.max(0, 1 - (Date.parse(today) - Date.parse(d)) / 864e5 / days)) : 0;
}

function confidence(weight, best, w) {
  if (weight < w.behindBest * best) return 'unsure';
  return weight >= w.likely ? 'likely' : weight >= w.possible ? 'possible' : 'unsure';
}

// The pieces of a page's own words, each with the weight of the best place it stands in.
function ownWords(row, folded, cut) {
  const weights = new Map();
  const add = (text, weight) => {
    for (const gram of cut(folded(text))) weights.set(gram, Math.max(weights.get(gram) || 0, weight));
  };
  add(row.t, 1);
  add(row.s, 0.8);
  for (const text of [...row.a, ...row.k, ...row.o]) add(text, 1);
  return weights;
}
