import { gzipSync } from 'node:zlib';
import { askModel, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/vercel/ai/issues/12233',
  reported: 'The list of events shows all tokens with the same time. The model made them over seconds.',
  needed:
    'So many events whose times are seconds apart came in one piece. The body is compressed: flush it after each event.',
  isLive: true,
  async answer({ response, pause }) {
    const began = Date.now();
    await pause(4000);
    const events = Array.from(
      { length: 20 },
      (_, nth) => `data: {"t":${began + nth * 200},"delta":"word"}\n\n`,
    );
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'content-encoding': 'gzip',
    });
    response.end(gzipSync(events.join('')));
  },
  page: askModel,
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { events: 20 },
      state: 'over',
      findings: ['warning held-back'],
      says: [/gzip/, /3\.8 s|4 s/, /flush/i],
    },
  ],
} satisfies FieldCase;
