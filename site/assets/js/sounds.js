// Phrases by how they sound, as search/query/sounds.go hears them: pinyin, and characters mistyped for others of the same reading.

const initials = ['b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'zh', 'ch', 'sh', 'r', 'z', 'c', 's', 'y', 'w'];
const finals = ('a o e i u v ai ei ui ao ou iu ie ve ue er an en in un vn ang eng ing ong ia iao ian iang iong ua uo uai uan uang').split(' ');
const bare = 'a o e ai ei ao ou er an en ang eng'.split(' ');
const syllables = new Set([...bare, ...initials.flatMap((initial) => finals.map((final) => initial + final))]);
const longest = 'zhuang'.length;
const runs = /\p{Script=Han}+|[\p{Script=Latin}\p{Nd}]+/gu;
const han = /^\p{Script=Han}+$/u;

// The differences that many speakers do not make or hear: zh/z, ch/c, sh/s, -ng/-n.
const dull = (syllable) => (syllable[1] === 'h' ? syllable[0] + syllable.slice(2) : syllable).replace(/g$/, '');

/** Joined so that they can be looked for in one another. */
export const spoken = (list) => `'${list.map((syllable) => `${dull(syllable)}'`).join('')}`;

function split(word) {
  const step = Array(word.length + 1).fill(0);
  for (let at = word.length - 1; at >= 0; at--) {
    for (let size = Math.min(longest, word.length - at); size > 0; size--) {
      if (syllables.has(word.slice(at, at + size)) && (at + size === word.length || step[at + size])) {
        step[at] = size;
        break;
      }
    }
  }
  const found = [];
  for (let at = 0; at < word.length; at += step[at]) {
    if (!step[at]) return [word];
    found.push(word.slice(at, at + step[at]));
  }
  return found;
}

/** @returns {(folded: string) => string[]} the syllables of a text; a Latin word that is no pinyin stays whole */
export function reader({ sounds, readings }) {
  const of = new Map();
  for (const [syllable, letters] of Object.entries(sounds)) for (const letter of letters) of.set(letter, syllable);
  const one = (letters, at) => {
    for (let length = Math.min(4, letters.length - at); length > 1; length--) {
      const reading = readings[letters.slice(at, at + length).join('')];
      if (reading) return reading.split(' ');
    }
    return [of.get(letters[at])];
  };
  return (folded) => (folded.match(runs) || []).flatMap((run) => {
    if (!han.test(run)) return split(run);
    const letters = [...run];
    const found = [];
    for (let at = 0; at < letters.length;) {
      const reading = one(letters, at);
      found.push(...reading.filter(Boolean));
      at += reading.length;
    }
    return found;
  });
}

/** @returns {(folded: string) => Map<number, number>} places of the phrases that are heard -> how surely */
export function listener(phrases, tables, longestHeard) {
  const read = reader(tables);
  const byFirst = new Map();
  phrases.forEach((phrase, id) => {
    if (!han.test(phrase)) return;
    const list = read(phrase);
    if (list.length < 2) return;
    const first = dull(list[0]);
    if (!byFirst.has(first)) byFirst.set(first, []);
    byFirst.get(first).push({ key: spoken(list), id, two: list.length === 2 });
  });
  return (folded) => {
    const list = read(folded);
    const found = new Map();
    if (list.length < 2 || list.length > longestHeard) return found;
    list.forEach((syllable, at) => {
      const rest = spoken(list.slice(at));
      for (const { key, id, two } of byFirst.get(dull(syllable)) || []) {
        if (rest.startsWith(key)) found.set(id, two ? (list.length <= 5 ? 0.7 : 0.5) : 0.9);
      }
    });
    return found;
  };
}
