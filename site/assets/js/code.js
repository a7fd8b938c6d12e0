// Codes as people type and scan them: Crockford base32, in which O is 0 and I and L are 1.

/** @returns {string} the code in its one form, or "" when it is none */
export function foldCode(typed) {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[^0-9A-Z]+$/, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8,40}$/.test(code) ? code : '';
}

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
