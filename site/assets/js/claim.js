// What somebody typed or pasted from a poster: a code, or an address that is ours or another's.
import { foldCode, printedPart } from './code.js';

/**
 * @param {string} typed
 * @param {string} host   ours, with the port if there is one
 * @returns {{kind: 'code'|'digits'|'ours'|'other'|'unclear', code?: string, host?: string}}   code: the printed one, to look up
 */
export function readClaim(typed, host) {
  const code = foldCode(typed);
  if (code) return asCode(code);
  const address = addressIn(typed.normalize('NFKC').replace(/。/g, '.')); // a Chinese keyboard's full width
  if (!address) return { kind: 'unclear' };
  if (!/^https?:$/.test(address.protocol) || bare(address.host) !== bare(host)) return { kind: 'other', host: bare(address.host) || address.protocol };
  const inPath = /^\/s\/([^/]+)/i.exec(address.pathname)?.[1] ?? '';
  const named = foldCode(decode(address.hash.slice(1)) || decode(inPath));
  return named ? asCode(named) : { kind: 'ours' };
}

/** The first thing in a text that a browser would take for an address. @returns {URL|undefined} */
function addressIn(text) {
  const whole = /[a-z][a-z0-9+.-]*:\/\/\S+/i.exec(text)?.[0];
  const bareOne = /[^\s/:]+\.[^\s.]\S*/.exec(text)?.[0];
  const address = whole ?? (bareOne && `https://${bareOne}`);
  try {
    return new URL(address);
  } catch {
    return undefined; // URL.canParse is younger than many a phone
  }
}

const asCode = (code) => (printedPart(code) ? { kind: 'code', code: printedPart(code) } : { kind: 'digits' });

/** A dot at the end names the same host. */
const bare = (host) => host.toLowerCase().replace(/\.(?=$|:)/, '');

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
