import { createGzip } from 'node:zlib';
import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Kludex/starlette/pull/2753',
  reported: 'With a middleware for gzip, events of a status come in blocks instead of one by one.',
  needed: 'Bursts of many events after seconds of nothing. The body is gzip: flush it after each event.',
  async answer({ response, pause }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'content-encoding': 'gzip',
    });
    const gzip = createGzip();
    gzip.pipe(response);
    for (let burst = 0; burst < 4; burst++) {
      const began = Date.now();
      await pause(3000);
      for (let nth = 0; nth < 100; nth++)
        gzip.write(`data: {"at":${began + nth * 30},"status":"still running, step ${nth}"}\n\n`);
      gzip.flush();
    }
  },
  page: () => new EventSource('/status'),
  until: (capture) => capture.until('chunk', 4),
  rows: [
    {
      is: { events: 400 },
      state: 'open',
      findings: ['warning held-back'],
      says: [/gzip/],
      never: [/page was busy/i],
    },
  ],
} satisfies FieldCase;
