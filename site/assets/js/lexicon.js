// What a text says for each tactic: the rules of search/query/evidence.tsv, weighed as evidence.go weighs them.
import { listener } from './sounds.js';

const han = /\p{Script=Han}/u;
const wordLetter = (letter) => letter !== undefined && /[\p{L}\p{Nd}]/u.test(letter) && !han.test(letter);
const endings = ['', 's', 'es', 'ed', 'd', 'ing', 'er', 'ers'];
const everyday = '-';

/**
 * @param {object} tables   what `search tables` prints
 * @returns {(folded: string) => {of: Map<string, {weight: number, spans: object[]}>, groups: Set<string>, everyday: number}}
 *   the evidence by slug; spans {start, end, weight} in the folded text
 */
export function lexicon({ groups, rules, weights, ...tables }) {
  const phrases = []; // {text, rest} by id
  const ids = new Map();
  const starts = new Map();
  const phrase = (text) => {
    let id = ids.get(text);
    if (id === undefined) {
      ids.set(text, (id = phrases.push(text) - 1));
      const first = String.fromCodePoint(text.codePointAt(0));
      if (!starts.has(first)) starts.set(first, []);
      starts.get(first).push(id);
    }
    return id;
  };
  const members = new Map(Object.entries(groups).map(([id, list]) => [id, list.split('|').map((text) => phrase(text.trim()))]));
  const part = (text) => text.split('|').flatMap((piece) => {
    const trimmed = piece.trim();
    return trimmed.startsWith('@') ? members.get(trimmed.slice(1)) : [phrase(trimmed)];
  });
  const seen = new Set();
  const compiled = rules.flatMap(([slug, weight, patterns]) => patterns.split(';').map((pattern) => {
    const pieces = pattern.split('+');
    const parts = pieces.filter((piece) => !piece.startsWith('!')).map(part);
    const without = pieces.filter((piece) => piece.startsWith('!')).flatMap((piece) => part(piece.slice(1)));
    return { slug, weight: Number(weight), parts, without };
  })).filter(({ slug, parts, without }) => {
      const key = slug + JSON.stringify([parts, without]);
      return !seen.has(key) && seen.add(key);
    });
  const vocabulary = new Set(phrases.flatMap((text) => text.split(/\s+/)));
  const spelled = [...vocabulary].filter((word) => /^[a-z]{5,}$/.test(word)).sort();
  const listen = listener(phrases, tables, weights.longestHeard);

  function scan(text) {
    const found = new Map();
    let before;
    for (let at = 0; at < text.length;) {
      const letter = String.fromCodePoint(text.codePointAt(at));
      if (!(wordLetter(before) && wordLetter(letter))) {
        for (const id of starts.get(letter) || []) {
          if (found.has(id) || !text.startsWith(phrases[id], at)) continue;
          const end = wordEnd(text, at + phrases[id].length);
          if (end) found.set(id, { start: at, end });
        }
      }
      before = letter;
      at += letter.length;
    }
    return found;
  }

  // Where the word ends in which a phrase ends; 0 if it is another word.
  function wordEnd(text, at) {
    if (!wordLetter(text[at - 1])) return at;
    let end = at;
    while (wordLetter(text[end])) end++;
    return endings.includes(text.slice(at, end)) ? end : 0;
  }

  function corrected(text) {
    const words = text.split(/\s+/).filter(Boolean);
    return words.length > weights.longestCorrected ? text : words.map((word) => nearest(word) || word).join(' ');
  }

  function nearest(word) {
    if (!/^[a-z]{5,}$/.test(word) || vocabulary.has(word) || vocabulary.has(word.replace(/s$/, ''))) return '';
    let slips = word.length >= 8 ? 2 : 1;
    let best = '';
    for (const known of spelled) {
      const d = distance(word, known, slips);
      if (d <= slips) [best, slips] = [known, d - 1];
    }
    return best;
  }

  return (text) => {
    const literal = scan(text);
    for (const id of scan(corrected(text)).keys()) if (!literal.has(id)) literal.set(id, null);
    const heard = listen(text);
    const evidence = { of: new Map(), groups: new Set(), everyday: 0 };
    for (const [id, list] of members) if (list.some((one) => literal.has(one))) evidence.groups.add(id);
    for (const { slug, weight, parts, without } of compiled) {
      const found = without.some((id) => literal.has(id)) ? null : match(parts, literal, heard);
      if (!found) continue;
      if (slug === everyday) {
        evidence.everyday = Math.max(evidence.everyday, weight);
        continue;
      }
      if (!evidence.of.has(slug)) evidence.of.set(slug, { weights: [], spans: [] });
      const proof = evidence.of.get(slug);
      proof.weights.push(weight * found.faith);
      for (const span of found.spans) if ([...text.slice(span.start, span.end)].length > 1) proof.spans.push({ ...span, weight: weight * found.faith });
    }
    for (const proof of evidence.of.values()) proof.weight = diminishing(proof.weights, weights.further);
    return evidence;
  };
}

function match(parts, literal, heard) {
  const spans = [];
  let faith = 1;
  for (const part of parts) {
    const id = part.find((one) => literal.has(one));
    if (id !== undefined) {
      if (literal.get(id)) spans.push(literal.get(id));
      continue;
    }
    const sure = Math.max(...part.map((one) => heard.get(one) || 0));
    if (!sure) return null;
    faith *= sure;
  }
  return { spans, faith };
}

function diminishing(weights, further) {
  let share = 1;
  return weights.sort((a, b) => b - a).reduce((sum, weight) => {
    const more = share * weight;
    share *= further;
    return sum + more;
  }, 0);
}

/** The reader's own words that speak for a tactic, strongest first, at most three. */
export function because({ spans }) {
  const kept = [];
  const best = [...spans].sort((a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start));
  for (const span of best) {
    if (kept.length < 3 && !kept.some(({ start, end }) => span.start < end && start < span.end)) kept.push(span);
  }
  return kept;
}

// Slips between two words: a letter too many, too few, another, or two exchanged; more than `most` need not be exact.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const rows = [...Array(a.length + 1)].map((_, i) => [i]);
  for (let j = 0; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
