// Stands at /sw.js when the service worker is switched off (params.offline.on = false): the phones that have it ask for it, and it takes
// itself and all that was kept away.

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('fz-')).map((name) => caches.delete(name))))
    .then(() => self.registration.unregister()));
});
