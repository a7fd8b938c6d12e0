// UUIDv7 (RFC 9562): 48 bits of Unix time in milliseconds, then randomness. The service orders its rows by it.

/** @returns {string} such as 019ac2d1-5f3e-7c3a-9d52-0b6f2f0f9c11 */
export function uuidv7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** When a key was made, in milliseconds. */
export const keyTime = (key) => parseInt(key.replace(/-/g, '').slice(0, 12), 16);
