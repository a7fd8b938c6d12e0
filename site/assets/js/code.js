// Codes as people type and scan them: Crockford base32, in which O is 0 and I and L are 1. A printed code has 8 characters; a live one 22,
// the first 8 of which are a printed code; a typed one is 8 digits from a presenter's screen.

const longestTyped = 128; // bytes, as the service counts

/** Reads a code exactly as api/outreach ParseCode does (one list of cases tests both). @returns {string} its one form, or "" when it is none */
export function foldCode(typed) {
  if (new TextEncoder().encode(typed).length > longestTyped) return '';
  const code = typed.replace(/^[^\p{L}\p{Nd}]+|[^\p{L}\p{Nd}]+$/gu, '') // punctuation and spaces around it
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)) // a Chinese keyboard's full width
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase()) // ASCII only: a long s would become S
    .replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}([0-9A-HJKMNP-TV-Z]{14})?$/.test(code) ? code : '';
}

/** The printed code in a folded code, under which the site knows whose it is. @returns {string} "" of a typed code: only the service knows */
export const printedPart = (code) => (/^\d{8}$/.test(code) ? '' : code.slice(0, 8));

/** The code in the address of this page: /en/s/#CODE, or /s/CODE where a host rewrites it. */
export function codeInAddress() {
  const path = /^\/s\/([^/]+)/i.exec(location.pathname);
  return foldCode(decode(location.hash.slice(1)) || (path ? decode(path[1]) : ''));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
