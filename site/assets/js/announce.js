// Tells screen readers what was found: politely, and once the typing has paused, else every letter would be talked over.

const pause = 700; // ms

/** What is said of hits. @param {DOMStringMap} words   data of the search form */
export const inBrief = (hits, words) => words.fzSaid.replace('{n}', hits.length).replace('{title}', () => hits[0].title);

/** @param {HTMLElement} region   with role="status" @returns {(text: string) => void} */
export function announcer(region) {
  let waiting;
  return (text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      region.textContent = text;
    }, pause);
  };
}
