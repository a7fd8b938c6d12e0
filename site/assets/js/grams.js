// The pieces by which a text and a page's own words are compared, as search/query/grams.go cuts them.

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{Nd}])+/gu;
const han = /^\p{Script=Han}/u;
const endings = ['ring', 'red', 'ing', 'ies', 'ed', 'es', 's', 'y', 'e'];

function stem(word) {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length > 3);
  return ending ? word.slice(0, -ending.length) : word;
}

/** @returns {(folded: string) => Set<string>} runs of two and four Chinese characters, words of other scripts */
export function cutter({ fillers, common_words: words }) {
  const filler = new Set(fillers);
  const common = new Set(words.split(' '));
  return (folded) => {
    const found = new Set();
    for (const [run] of folded.matchAll(runs)) {
      if (!han.test(run)) {
        if (run.length > 2 && !common.has(run)) found.add(stem(run));
        continue;
      }
      const letters = [...run];
      for (let at = 0; at + 1 < letters.length; at++) {
        if (filler.has(letters[at]) && filler.has(letters[at + 1])) continue;
        found.add(letters[at] + letters[at + 1]);
        if (at + 4 <= letters.length) found.add(letters.slice(at, at + 4).join(''));
      }
    }
    return found;
  };
}

/** The share of a text's weight that each page's words carry, rare pieces counting more. @returns {(text: Set<string>) => number[]} */
export function sharer(pages) {
  const frequency = new Map();
  for (const page of pages) for (const gram of page.keys()) frequency.set(gram, (frequency.get(gram) || 0) + 1);
  return (text) => {
    const rarity = new Map([...text].filter((gram) => frequency.has(gram)).map((gram) => [gram, Math.log(1 + pages.length / frequency.get(gram))]));
    const total = [...rarity.values()].reduce((sum, weight) => sum + weight, 0);
    return pages.map((page) => {
      let share = 0;
      for (const [gram, weight] of rarity) share += (page.get(gram) || 0) * weight;
      return total && share / total;
    });
  };
}
