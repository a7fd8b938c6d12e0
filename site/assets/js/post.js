// One request that records something, and what its answer means. Only the service's own word settles a record: a hotel's log-in page, a
// host that speaks in the service's place and a fault of the service all mean later.
import { printedPart } from './code.js';

const patience = 8000; // ms for one request in a hall full of phones
const longestWait = 300; // s, the most that a Retry-After is believed
const passing = [408, 429, 502, 503, 504];

/**
 * @typedef {{kind: 'accepted', data: object}} Accepted
 * @typedef {{kind: 'refused', error: {code: string, message: string, fields?: object[]}}} Refused   final: the same would be refused again
 * @typedef {{kind: 'later', why: 'offline' | 'busy' | 'fault' | 'new', after: number}} Later   after: seconds that the service asked for, or 0;
 *   fault: of this record alone perhaps; new: a code that the site knows and the service does not yet
 */

/** Whether the site knows the code: a new poster, and a service that has not been given the new registry. */
async function known(code) {
  const id = typeof code === 'string' ? printedPart(code) : '';
  if (id !== code) return false; // a live code comes from the service itself
  return fetch(`/codes/${id}.json`, { method: 'HEAD', credentials: 'omit' }).then((response) => response.ok, () => true);
}

const later = (why, response) => {
  const asked = Number(response?.headers.get('Retry-After')) || 0;
  return { kind: 'later', why, after: Math.max(0, Math.min(asked, longestWait)) };
};

/** @returns {Promise<object|null>} null for anything but a JSON object */
async function object(response) {
  try {
    const data = await response.json();
    return data && typeof data === 'object' && !Array.isArray(data) ? data : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} url
 * @param {{key: string}} body   carries its idempotency key; `without_cookie: true` is sent without one
 * @returns {Promise<Accepted | Refused | Later>}
 */
export async function post(url, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: body.without_cookie ? 'omit' : 'same-origin',
      redirect: 'error', // the service never redirects a record, a captive network does
      keepalive: true, // one tap, and the phone goes back into the pocket
      signal: stop.signal,
    });
    const { status } = response;
    if (passing.includes(status)) return later('busy', response);
    if (status >= 500) return later('fault', response);
    const data = await object(response);
    if (!data) return later('offline');
    if (response.ok) return typeof data.id === 'string' ? { kind: 'accepted', data } : later('offline'); // a portal may speak JSON too
    if (!data.error?.code) return later('offline');
    return status === 404 && await known(body.code) ? later('new') : { kind: 'refused', error: data.error };
  } catch {
    return later('offline');
  } finally {
    clearTimeout(timer);
  }
}
