// Brings a record to the service. It is kept on the phone before it is sent, and dropped only when the service has answered; until then
// flush.js, which runs on every page, tries again.
import { post } from './post.js';
import { drop, keep } from './queue.js';
import { inTurn } from './turn.js';

/**
 * Sends a record now; without an answer it waits. Once it is answered the page hears of it: event `fz-answered` on the document, with
 * detail {key, answer}. A page that shows the answer calls preventDefault(), else the reader is told in a notice.
 * @param {string} url
 * @param {{key: string}} body   carries its idempotency key
 * @returns {Promise<import('./post.js').Accepted | import('./post.js').Refused | {kind: 'saved' | 'held', why: string, after: number}>}
 *   saved: on the phone; held: by this page only, because the browser keeps nothing
 */
export async function deliver(url, body) {
  const record = { key: body.key, url, body };
  const kept = await keep(record);
  const answer = await inTurn(async () => {
    const outcome = await post(url, body);
    if (outcome.kind !== 'later') await drop(body.key); // before another tab has its turn
    return outcome;
  });
  if (answer.kind === 'later') {
    document.dispatchEvent(new CustomEvent('fz-waiting', { detail: { after: answer.after, held: kept ? null : record } }));
    return { ...answer, kind: kept ? 'saved' : 'held' };
  }
  return answer;
}
