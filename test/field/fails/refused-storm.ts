import { createServer } from 'node:net';
import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Forceu/barcodebuddy/pull/48',
  reported:
    'When its container stops, a page asks for the stream about every millisecond. Its own handler makes a new EventSource at each error, without a pause.',
  needed:
    'Nothing listens at that port. So many in that time, made anew by the page, not by the browser’s reconnect.',
  answer({ response }) {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => response.writeHead(200, { 'content-type': 'text/plain' }).end(String(port)));
    });
  },
  async page() {
    const port = await (await fetch('/port')).text();
    let left = 12;
    const open = () => {
      const source = new EventSource(`http://127.0.0.1:${port}/sse`);
      source.onerror = () => {
        source.close();
        if (left-- > 1) setTimeout(open, 20);
      };
    };
    open();
  },
  until: (capture) => capture.until('end', 12),
  stillWrong: 'Findings does not say that the page made a new EventSource each time. Connections does.',
  rows: [
    {
      is: { connections: 12 },
      state: 'failed',
      findings: ['error connection-fails'],
      says: [/12 times one after another/, /refused: nothing listens there/, /Start the server/],
      never: [/time-out/],
    },
  ],
} satisfies FieldCase;
