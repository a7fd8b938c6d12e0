// Highlights as the service sends them: a text cut into segments {text, hit}.

/**
 * @param {string} original
 * @param {{text: string, from: number[], to: number[]}} folded   of the original
 * @param {string[]} terms   folded
 * @returns {{text: string, hit: boolean}[]}
 */
export function segments(original, folded, terms) {
  const hit = new Array(original.length).fill(false);
  for (const term of terms) {
    for (let at = folded.text.indexOf(term); at >= 0; at = folded.text.indexOf(term, at + 1)) {
      hit.fill(true, folded.from[at], folded.to[at + term.length - 1]);
    }
  }
  const parts = [];
  for (let at = 0; at < original.length;) {
    let end = at;
    while (end < original.length && hit[end] === hit[at]) end++;
    parts.push({ text: original.slice(at, end), hit: hit[at] });
    at = end;
  }
  return parts;
}

/** Sets segments into an element as text, hits inside <mark>. */
export function setSegments(element, parts) {
  element.replaceChildren(...parts.map(({ text, hit }) => {
    if (!hit) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  }));
}
