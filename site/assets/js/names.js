// What it says for a page that one of its names is typed, as search/query/names.go weighs it.
import { spoken } from './sounds.js';

const han = /\p{Script=Han}/u;
const isWord = (letter) => letter !== undefined && /[\p{L}\p{Nd}]/u.test(letter) && !han.test(letter);

/** Chinese characters, and two letters of other scripts as one. */
export const nameSize = (text) => [...text].reduce((size, letter) => size + (han.test(letter) ? 1 : isWord(letter) ? 0.5 : 0), 0);

function containsWhole(text, part) {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
    const end = at + part.length;
    if (!(isWord(text[at - 1]) && isWord(part[0])) && !(isWord(text[end - 1]) && isWord(text[end]))) return true;
  }
  return false;
}

function nearly(text, name) {
  const [a, b] = [[...text], [...name]];
  for (let at = 0; at + b.length <= a.length; at++) {
    if (b.filter((letter, i) => letter !== a[at + i]).length <= 1) return true;
  }
  return false;
}

const count = (heard) => heard.split("'").length - 2;

/**
 * @param {{text: string, heard: string}} typed   heard: "" for a story
 * @param {{text: string, heard: string, size: number}} name
 * @param {object} w   weights of `search tables`
 */
export function weighName(typed, name, w) {
  if (name.size < 2) return 0;
  const most = Math.min(w.nameInText * name.size, w.mostForName);
  if (typed.text === name.text) return w.nameIsText;
  if (containsWhole(typed.text, name.text)) return most;
  const size = nameSize(typed.text);
  if (size >= 2 && containsWhole(name.text, typed.text)) return (w.textInName * size) / name.size;
  if (!typed.heard || !name.heard) return 0;
  if (name.heard === typed.heard) return w.nameIsText * w.nameHeard;
  if (count(name.heard) >= 3 && typed.heard.includes(name.heard)) return most * w.nameHeard;
  if (count(typed.heard) >= 2 && name.heard.includes(typed.heard)) return (w.textInName * w.nameHeard * count(typed.heard)) / count(name.heard);
  return name.size >= 3 && nearly(typed.text, name.text) ? most * w.nameNearly : 0;
}

/** A name made ready for weighName. */
export function nameOf(text, read) {
  return { text, size: nameSize(text), heard: han.test(text) ? spoken(read(text)) : '' };
}
