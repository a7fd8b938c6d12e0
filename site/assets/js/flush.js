// Sends what waits on this phone: on load, when the network returns, when the page is looked at, and by itself while the page is open.
import { tell } from './notice.js';
import { post } from './post.js';
import { drop, keep, waiting, waits } from './queue.js';
import { inTurn } from './turn.js';
import { keyTime } from './uuid.js';

const firstPause = 10; // s without network, doubled up to longestPause
const longestPause = 60;
const oldest = 365 * 24 * 3600 * 1000; // ms: then a record is given up, and the reader told

const held = new Map(); // records of this page whose browser keeps nothing
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('fz-answered') : null;

/** Hands an answer to the page. @returns {boolean} whether the page shows it */
const announce = (detail) => !document.dispatchEvent(new CustomEvent('fz-answered', { detail, cancelable: true }));

async function settle(record, answer) {
  held.delete(record.key);
  const detail = { key: record.key, answer };
  const seen = announce(detail);
  tabs?.postMessage(detail);
  if (seen || answer.kind === 'accepted') await drop(record.key);
  else await keep({ ...record, outcome: answer });
  if (!seen) tell(answer);
}

/** @returns {Promise<import('./post.js').Later | null>} null when the record is settled, here or by another tab */
async function bring(record) {
  if (!held.has(record.key) && !await waits(record.key)) return null;
  const answer = await post(record.url, record.body);
  if (answer.kind === 'later') return answer;
  await settle(record, answer);
  return null;
}

/** Sends what waits, oldest first. @returns {Promise<{why: string, after: number} | null>} what stopped it or what is left; null: nothing waits */
async function flush() {
  let left = null;
  for (const record of [...held.values(), ...await waiting()]) {
    if (Date.now() - keyTime(record.key) > oldest) {
      await settle(record, { kind: 'expired' });
      continue;
    }
    const answer = await inTurn(() => bring(record));
    if (!answer) continue;
    if (answer.why === 'busy' || answer.why === 'offline') return answer;
    left = answer; // this one must wait, the others need not
  }
  return left;
}

export function deliverWaiting() {
  let running = false;
  let timer = 0;
  let pause = firstPause;
  let notBefore = 0; // ms: what the service asked for

  const again = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(run, 1000 * (seconds + Math.random()));
  };
  const wait = (after) => {
    if (after) notBefore = Date.now() + after * 1000;
    again(after || pause);
  };
  async function run() {
    if (running || document.hidden) return;
    const early = notBefore - Date.now();
    if (early > 0) return again(early / 1000);
    running = true;
    const stopped = await flush().finally(() => {
      running = false;
    });
    if (!stopped) {
      clearTimeout(timer);
      pause = firstPause;
      return;
    }
    wait(stopped.after);
    pause = Math.min(2 * pause, longestPause);
    tell({ kind: 'waiting', count: held.size + (await waiting()).length });
  }

  addEventListener('online', run);
  document.addEventListener('visibilitychange', run);
  document.addEventListener('fz-retry', run);
  document.addEventListener('fz-waiting', ({ detail }) => {
    if (detail.held) {
      if (!held.size) addEventListener('beforeunload', (event) => held.size && event.preventDefault());
      held.set(detail.held.key, detail.held);
    }
    wait(detail.after);
  });
  tabs?.addEventListener('message', ({ data }) => announce(data));
  run();
}
