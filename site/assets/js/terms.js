// What a folded text is looked up by: Chinese as pairs and single characters, other scripts as words.

// A word that mixes scripts, as in “qq群”, is cut where they meet.
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const han = /^\p{Script=Han}/u;

/** @returns {string[]} terms of a text to be found; `singles`: single Chinese characters too, for readers who type only one */
export function indexTerms(folded, singles) {
  return terms(folded, singles);
}

/** @returns {string[]} terms of what a reader typed; a single character counts only where it stands alone */
export function queryTerms(folded) {
  return [...new Set(terms(folded, false))];
}

function terms(folded, singles) {
  const found = [];
  for (const [run] of folded.matchAll(runs)) {
    if (!han.test(run)) {
      found.push(run);
      continue;
    }
    const letters = [...run];
    for (let i = 0; i + 1 < letters.length; i++) found.push(letters[i] + letters[i + 1]);
    if (singles || letters.length === 1) found.push(...letters);
  }
  return found;
}
