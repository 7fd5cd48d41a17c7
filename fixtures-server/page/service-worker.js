/** Passes the lesson's stream on, and leaves everything else alone. */
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname.endsWith('/stream')) event.respondWith(fetch(event.request));
});
