// Puts the service worker in place, once the page has done its own work. Without one (WeChat, a hall's plain http) everything else is the same.
import { preferred } from './language.js';

const pause = 3000; // ms after the page has loaded: a hall full of phones has a talk to record first
const address = /^\/sw\.js\?lang=(zh-hant|zh-hans|en)$/;

/** The one policy that the Content-Security-Policy names: nothing but our own worker passes. */
const trusted = () => globalThis.trustedTypes?.createPolicy('fz-worker', {
  createScriptURL(url) {
    if (!address.test(url)) throw new TypeError(`${url} is not our service worker`);
    return url;
  },
});

async function keep() {
  const url = `/sw.js?lang=${preferred()}`;
  try {
    await navigator.serviceWorker.register(trusted()?.createScriptURL(url) ?? url, { updateViaCache: 'none' });
  } catch {
    // The browser does not want one, or the network went away: the next page tries again.
  }
}

export function keepOffline() {
  if (!navigator.serviceWorker) return;
  if (!('fzOffline' in document.body.dataset)) { // switched off
    navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()), () => {});
    return;
  }
  if (navigator.connection?.saveData) return;
  const later = () => setTimeout(keep, pause);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later);
}
