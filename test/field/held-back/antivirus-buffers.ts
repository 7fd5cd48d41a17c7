import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/amir20/dozzle/issues/1802',
  reported:
    'In the browser no line of a log arrives, with curl on the server all do. An antivirus reads plain HTTP to its end first.',
  needed:
    'The headers came, and no byte for seconds. Then everything came at once: something between server and browser holds it.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.flushHeaders();
    const began = Date.now();
    await pause(8000);
    response.end(
      Array.from({ length: 40 }, (_, nth) => `data: {"ts":${began + nth * 200},"line":"log"}\n\n`).join(''),
    );
  },
  page() {
    const source = new EventSource('/api/logs/stream');
    source.onerror = () => source.close();
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { events: 40 },
      state: 'over',
      findings: ['warning held-back'],
      says: [/7\.8 s|8 s/],
      never: [/Long silence/],
    },
  ],
} satisfies FieldCase;
