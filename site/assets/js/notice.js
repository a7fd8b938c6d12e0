// A line at the foot of any page about records that wait on this phone or were settled without the reader seeing it.
import { drop, untold } from './queue.js';
import { keyTime } from './uuid.js';

const notice = document.querySelector('[data-fz-notice]');
let sent = 0;

const day = (key) => new Date(keyTime(key)).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });

function say(lines) {
  notice.querySelector('[data-fz-notice-text]').replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  }));
  notice.hidden = !lines.length;
}

/** What cannot be delivered stays until the reader has put it away; the rest is news of this page. */
async function show(waiting) {
  const words = notice.dataset;
  const lines = (await untold()).map(({ key, outcome }) => (outcome.kind === 'expired' ? words.fzSayExpired : words.fzSayRefused)
    .replace('{day}', day(key)).replace('{reason}', outcome.error?.message || ''));
  if (sent) lines.push(words.fzSaySent.replace('{n}', sent));
  if (waiting) lines.push(words.fzSayWaiting.replace('{n}', waiting));
  say(lines);
}

/** @param {{kind: 'accepted' | 'refused' | 'expired' | 'waiting', count?: number}} news */
export function tell(news) {
  if (!notice) return;
  if (news.kind === 'accepted') sent++;
  const own = document.querySelector('[data-fz-tells-waiting]:not([hidden])'); // the page says so itself
  show(news.kind === 'waiting' && !own ? news.count : 0);
}

export function followNotice() {
  if (!notice) return;
  notice.querySelector('[data-fz-notice-ok]').addEventListener('click', async () => {
    sent = 0;
    say([]);
    for (const { key } of await untold()) await drop(key);
  });
  show(0);
}
