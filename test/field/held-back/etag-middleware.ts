import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/rails/rails/issues/38842',
  reported:
    'After an upgrade a stream sends nothing until it ends: a middleware reads the body for its digest.',
  needed:
    'The whole stream came in one piece, with an ETag and a Content-Length. Something read it to its end.',
  async answer({ response, pause }) {
    const began = Date.now();
    await pause(3000);
    const body = Array.from({ length: 5 }, (_, nth) => `data: {"time":${began + nth * 600}}\n\n`).join('');
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      etag: 'W/"abc"',
      'content-length': body.length,
    });
    response.end(body);
  },
  page() {
    const source = new EventSource('/subscribe');
    source.onerror = () => source.close();
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { events: 5 },
      state: 'over',
      findings: ['warning held-back'],
      says: [/Content-Length says/, /ETag/],
    },
  ],
} satisfies FieldCase;
