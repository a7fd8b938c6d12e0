// Which scenes are asked. A talk's rounds follow from the token alone, so that nothing but the token need be remembered.

/** @typedef {{slug: string, truth: 'scam'|'genuine', form: 'a'|'b', tactic: string, category: string}} Item */

export const rounds = ['before', 'after', 'day30', 'day90'];

/** Numbers from 0 to 1 that follow from a text: FNV-1a, then mulberry32. Not for secrets. */
export function drawer(text) {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, random) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

const opposite = { scam: 'genuine', genuine: 'scam', a: 'b', b: 'a' };

/** The tactics of which every form has both a scam and a genuine scene, in alphabetical order. @param {Item[]} items */
function drawable(items) {
  const has = (tactic, form, truth) => items.some((item) => item.tactic === tactic && item.form === form && item.truth === truth);
  return [...new Set(items.map(({ tactic }) => tactic))].sort()
    .filter((tactic) => ['a', 'b'].every((form) => has(tactic, form, 'scam') && has(tactic, form, 'genuine')));
}

/** @param {{tactic: string, truth: string}[]} asked */
function pick(items, asked, form, random) {
  return shuffled(asked.map(({ tactic, truth }) => {
    const fitting = items.filter((item) => item.tactic === tactic && item.form === form && item.truth === truth);
    return fitting[Math.floor(random() * fitting.length)];
  }), random);
}

/**
 * All rounds of one person at one talk. Each has two scams and two genuine scenes of four tactics. After the talk the same tactics come
 * in the other form, each with the other truth: whoever goes by the topic alone gains nothing. Up to two of them are the talk's own, so that
 * half of the score shows what carries over. Later rounds take tactics that were not asked yet.
 * @param {Item[]} items   in any order
 * @param {string} token
 * @param {string[]} [own]   slugs of the talk's tactics
 * @returns {Record<string, {form: string, items: Item[]}>} by round
 */
export function plan(items, token, own = []) {
  const random = drawer(token);
  const all = shuffled(drawable(items), random);
  const mine = all.filter((tactic) => own.includes(tactic)).slice(0, 2);
  const first = [...mine, ...all.filter((tactic) => !own.includes(tactic)).slice(0, 4 - mine.length)];
  const order = [...first, ...all.filter((tactic) => !first.includes(tactic))];
  const form = random() < 0.5 ? 'a' : 'b';
  const four = (from) => shuffled(order.slice(from, from + 4), random).map((tactic, i) => ({ tactic, truth: i < 2 ? 'scam' : 'genuine' }));
  const asked = four(0);
  const turned = asked.map(({ tactic, truth }) => ({ tactic, truth: opposite[truth] }));
  const round = (four_, of) => ({ form: of, items: pick(items, four_, of, random) });
  return { before: round(asked, form), after: round(turned, opposite[form]), day30: round(four(4), form), day90: round(four(8), opposite[form]) };
}

/** Four scenes for practice, of a tactic or its category first. @param {Item[]} items @param {() => number} random @param {string} [topic] a tactic's slug or a category's id */
export function practice(items, random = Math.random, topic = '') {
  const mixed = shuffled(items, random);
  const near = mixed.filter(({ tactic, category }) => tactic === topic || category === topic);
  const order = [...near.filter(({ tactic }) => tactic === topic), ...near.filter(({ tactic }) => tactic !== topic), ...mixed.filter((item) => !near.includes(item))];
  const two = (truth) => order.filter((item) => item.truth === truth).slice(0, 2);
  return shuffled([...two('scam'), ...two('genuine')], random);
}
