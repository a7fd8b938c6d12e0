// Signing in, for the pages of staff. The token of a one-time link stands behind the #, where no host logs it.
import { remember } from './storage.js';

const api = '/api/v1/session';
const tryAgain = 5000;
const ownPlace = 'fz-presenter'; // whose place the board shows without being asked (board.js)

/**
 * Asks the service for JSON. @param {string} path   below /api/v1, without lang
 * @returns {Promise<{status: number, data: object|null, said: string}>} status 0: no answer; said: the service's words for a failure
 */
export async function ask(path, { method = 'GET', body, signal } = {}) {
  const address = new URL(path, location.origin);
  address.searchParams.set('lang', document.body.dataset.fzLang);
  const options = { method, signal, cache: 'no-store', credentials: 'same-origin' };
  if (body) Object.assign(options, { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  try {
    const response = await fetch(address, options);
    const data = response.status === 204 ? null : await response.json();
    return { status: response.status, data, said: data?.error?.message ?? '' };
  } catch {
    return { status: 0, data: null, said: '' };
  }
}

/** The token in a link's address, which its button spends. @returns {string} "" without one */
const token = () => /^#t=([\w-]+)$/.exec(location.hash)?.[1] ?? '';

/**
 * Shows the sign-in of a page until somebody is signed in. @param {(session: object) => void} entered   is told who, also after a reload
 * @returns {{leave: (said?: string) => void, signOut: () => Promise<void>}}
 */
export function watchSession(root, entered) {
  const part = (name) => root.querySelector(`[data-fz-signin${name}]`);

  function leave(said = '') {
    remember(ownPlace, '');
    part('').hidden = false;
    part('-with').hidden = !token();
    part('-without').hidden = Boolean(token());
    part('-said').hidden = !said;
    part('-said').textContent = said;
  }
  function enter(session) {
    part('').hidden = true;
    remember(ownPlace, session.presenter?.id ?? '');
    entered(session);
  }
  async function spend() {
    part('-go').disabled = true;
    const { status, data, said } = await ask(api, { method: 'POST', body: { token: token() } });
    part('-go').disabled = false;
    if (status === 0 || status >= 500) return leave(said || part('').dataset.fzFailed); // the link is still good
    history.replaceState(null, '', location.pathname); // the token is of no more use, to nobody
    return status === 201 ? enter(data) : leave(said);
  }
  async function start() {
    for (const link of document.querySelectorAll('[data-fz-language]')) link.hash = location.hash; // a link is good in every language
    if (token()) return leave(); // whoever follows a link means to use it, signed in or not
    const { status, data, said } = await ask(api);
    if (status === 200) return enter(data);
    if (status === 401) return leave();
    leave(said || part('').dataset.fzFailed);
    part('-without').hidden = true; // nobody knows yet
    return setTimeout(start, tryAgain);
  }

  part('-go').addEventListener('click', spend);
  addEventListener('hashchange', () => token() && leave());
  start();
  return {
    leave,
    async signOut() {
      await ask(api, { method: 'DELETE' });
      leave();
    },
  };
}
