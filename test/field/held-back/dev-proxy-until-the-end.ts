import { gzipSync } from 'node:zlib';
import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/react/create-react-app/issues/3391',
  reported:
    'Through the proxy of a development server nothing arrives until the back end ends. Then everything does.',
  needed:
    'The events were held back for seconds, and the body is gzip. Cache-Control: no-transform keeps a compressor off.',
  async answer({ response, pause }) {
    const began = Date.now();
    const events = Array.from(
      { length: 12 },
      (_, nth) => `data: {"count":${nth},"at":"${new Date(began + nth * 500).toISOString()}"}\n\n`,
    );
    const body = gzipSync(events.join(''));
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'content-encoding': 'gzip',
    });
    response.write(body.subarray(0, 10));
    await pause(6000);
    response.end(body.subarray(10));
  },
  page() {
    const source = new EventSource('/events');
    source.onerror = () => source.close();
  },
  until: (capture) => capture.until('end'),
  rows: [
    { is: { events: 12 }, state: 'over', findings: ['warning held-back'], says: [/gzip/, /5\.5 s|6 s/] },
  ],
} satisfies FieldCase;
