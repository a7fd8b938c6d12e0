// Brings a record to the service. It is kept on the phone before it is sent, and dropped only when the service has answered.
import { printedPart } from './code.js';
import { drop, keep, waiting } from './queue.js';

const patience = 8000; // ms for one request in a hall full of phones

/**
 * @typedef {{kind: 'accepted', data: object} | {kind: 'refused', error: {code: string, message: string, fields?: object[]}} |
 *   {kind: 'later', answered: boolean}} Answer   refused is final; later: no network, or the service answered that it is not well
 */

/** Whether the site knows a code that the service does not: a new poster, and a service that has not been given the new registry yet. */
const known = (code) => printedPart(code) && fetch(`/codes/${printedPart(code)}.json`, { method: 'HEAD', credentials: 'omit' }).then((response) => response.ok, () => true);

/** @returns {Promise<Answer>} */
async function post(url, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: body.without_cookie ? 'omit' : 'same-origin',
      signal: stop.signal,
    });
    const data = await response.json(); // a host that answers in the service's place speaks HTML: later
    if (response.ok) return { kind: 'accepted', data };
    const { status } = response;
    const final = status >= 400 && status < 500 && status !== 408 && status !== 429 && !(status === 404 && await known(body.code));
    return final && data.error ? { kind: 'refused', error: data.error } : { kind: 'later', answered: true };
  } catch {
    return { kind: 'later', answered: false };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends a record now; without an answer it waits on the phone.
 * @param {{key: string}} body   carries its idempotency key
 * @returns {Promise<Answer | {kind: 'saved'} | {kind: 'lost'}>} lost: no answer, and the browser keeps nothing
 */
export async function deliver(url, body) {
  const saved = await keep({ key: body.key, url, body });
  const answer = await post(url, body);
  if (answer.kind === 'later') {
    if (saved) document.dispatchEvent(new CustomEvent('fz-waiting'));
    return { kind: saved ? 'saved' : 'lost' };
  }
  await drop(body.key);
  return answer;
}

/** Sends what waits, oldest first, and tells the page about each answer (event fz-answered). Stops when there is no network. */
async function flush() {
  for (const { key, url, body } of await waiting()) {
    const answer = await post(url, body);
    if (answer.kind === 'later') {
      if (answer.answered) continue; // this one must wait, the others need not
      return;
    }
    await drop(key);
    document.dispatchEvent(new CustomEvent('fz-answered', { detail: { key, answer } }));
  }
}

/** Flushes on load, when the network returns, when the page is looked at, and every half minute while something waits. */
export function deliverWaiting() {
  let running = false;
  let timer = 0;
  const run = async () => {
    if (running || document.hidden) return;
    running = true;
    clearTimeout(timer);
    await flush();
    running = false;
    if ((await waiting()).length) timer = setTimeout(run, 30000);
  };
  addEventListener('online', run);
  document.addEventListener('visibilitychange', run);
  document.addEventListener('fz-waiting', () => {
    clearTimeout(timer);
    timer = setTimeout(run, 10000);
  });
  run();
}
