// The folding of search/normalize, in the browser: the same tables (`go run ./search tables`), the same steps, the same test cases.

/**
 * @param {{chars: string, words: [string, string][]}} tables   chars: pairs from, to; words: folded, from -> to
 * @returns {(text: string) => {text: string, from: number[], to: number[]}} folded text and, for each of its characters, the
 *   range of UTF-16 units of the original that it came from
 */
export function folder({ chars, words }) {
  const letters = [...chars];
  const charTable = new Map();
  for (let i = 0; i + 1 < letters.length; i += 2) charTable.set(letters[i], letters[i + 1]);

  const folded = new Map(); // a text has few different characters: each is worked out once
  const foldOne = (letter) => {
    let parts = folded.get(letter);
    if (!parts) folded.set(letter, (parts = work(letter)));
    return parts;
  };
  const work = (letter) => {
    if (letter < '\u0080') return [letter.toLowerCase()];
    const bare = letter.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').normalize('NFKC');
    return [...bare].map((part) => {
      const lower = part.toLowerCase();
      return charTable.get(lower) || lower;
    });
  };

  // The words by their first character, the longest first.
  const wordsFrom = new Map();
  for (const [from, text] of [...words].sort(([a], [b]) => b.length - a.length)) {
    const [first, ...rest] = from;
    if (!wordsFrom.has(first)) wordsFrom.set(first, []);
    wordsFrom.get(first).push({ rest, length: rest.length + 1, text });
  }
  const wordAt = (letters, at) => (wordsFrom.get(letters[at]) || []).find(({ rest }) => rest.every((letter, i) => letters[at + 1 + i] === letter));

  return (original) => {
    const letters = [];
    const from = [];
    const to = [];
    let unit = 0;
    for (const letter of original) {
      for (const part of foldOne(letter)) {
        letters.push(part);
        from.push(unit);
        to.push(unit + letter.length);
      }
      unit += letter.length;
    }
    const out = { text: '', from: [], to: [] };
    for (let at = 0; at < letters.length;) {
      const { length, text } = wordAt(letters, at) || { length: 1, text: letters[at] };
      for (let i = 0; i < text.length; i++) {
        out.from.push(from[at]);
        out.to.push(to[at + length - 1]);
      }
      out.text += text;
      at += length;
    }
    return out;
  };
}
