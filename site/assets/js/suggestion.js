// A hit as a suggestion of a search box's list.

/** How sure a hit is, in words. @param {DOMStringMap} words   data of the search form */
export const inWords = ({ confidence }, words) => ({ likely: words.fzLikely, possible: words.fzPossible }[confidence] || words.fzUnsure);

export const suggestion = (hit, words) => ({ text: hit.title, note: inWords(hit, words), url: hit.url });

/** Goes to the page of a suggestion. */
export const go = ({ url }) => location.assign(new URL(url, location.origin).pathname);

/** Calls back when the text has changed, but not for the letters of a character that is still being composed. */
export function onText(field, changed) {
  field.addEventListener('input', ({ isComposing }) => isComposing || changed());
  field.addEventListener('compositionend', changed);
}
