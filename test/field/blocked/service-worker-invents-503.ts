import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/asheshgoplani/agent-deck/issues/2226',
  reported:
    'After an outage of the network all of an app recovers but its live list. The service worker made of the failed request a 503 of its own, which ends an EventSource for good; the failure itself would have been tried again.',
  needed: 'The 503 is the service worker’s, not the server’s, and it ended the EventSource.',
  answer({ path, response }) {
    if (path !== '/sw.js') {
      response.destroy();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/javascript' });
    response.end(
      `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
       addEventListener('fetch', (event) => {
         if (!event.request.url.endsWith('/events')) return;
         event.respondWith(fetch(event.request).catch(() => new Response('Offline', { status: 503 })));
       });`,
    );
  },
  async page() {
    await navigator.serviceWorker.register('/sw.js');
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    new EventSource('/events');
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 503 },
      state: 'failed',
      findings: ['error final-status'],
      never: [/overloaded|proxy/],
      says: [
        /503/,
        /In the service worker, let event streams alone/,
        /came from the page’s service worker, not from the server/,
      ],
    },
  ],
} satisfies FieldCase;
