// The service worker, served as /sw.js?lang=<language>: scanning, feedback, the quiz and the emergency guide open without a network, in the
// reader's language. Hugo writes what is kept (layouts/home.worker.js): all of one build, put away whole before it is used, and of nothing
// else: no answer of the service and no page the reader happened to visit. How to switch it off: CONTRIBUTING.md, "Offline".
import { assets, landing, offline, pages, version } from '@params';

const patience = 3000; // ms for a page from the network before the kept one is shown
const lang = new URL(self.location).searchParams.get('lang');
const name = `fz-${version}-${lang}`;
const kept = new Set([landing, ...pages[lang]]);

const get = (path) => caches.match(path, { cacheName: name, ignoreVary: true });

/** The kept page that stands for an address: what a QR holds (/S/<code>) is the landing page. */
const standsFor = (path) => (/^\/s\/[^/]+\/?$/i.test(path) ? landing : path);

/** @param {Response | undefined} own   the kept page */
async function open(request, own) {
  const network = fetch(request).then((response) => (own && response.status >= 500 ? own : response));
  if (!own) return network.catch(async () => (await get(offline[lang])) || Response.error());
  let timer;
  const slow = new Promise((resolve) => {
    timer = setTimeout(resolve, patience, own);
  });
  return Promise.race([network.catch(() => own), slow]).finally(() => clearTimeout(timer));
}

self.addEventListener('install', (event) => {
  self.skipWaiting(); // pages come from the network first, so old ones and new ones do not mix
  const requests = [
    ...[...kept].map((path) => new Request(path, { cache: 'no-cache', credentials: 'omit' })),
    ...assets.map((path) => new Request(path, { credentials: 'omit' })), // their names hold their digests
  ];
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((old) => old.startsWith('fz-') && old !== name).map((old) => caches.delete(old)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    const page = standsFor(pathname);
    event.respondWith((kept.has(page) ? get(page) : Promise.resolve()).then((own) => open(request, own)));
  } else if (assets.includes(pathname)) {
    event.respondWith(get(pathname).then((own) => own || fetch(request)));
  }
});
