// What this browser remembers for its reader. A browser that forbids it (private mode) simply forgets.

/** @returns {string} the remembered value, or "" */
export function recall(name) {
  try {
    return localStorage.getItem(name) || '';
  } catch {
    return '';
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Nothing depends on it.
  }
}
