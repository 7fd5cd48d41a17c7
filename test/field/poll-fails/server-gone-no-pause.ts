import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/jairajs89/zerver/issues/6',
  reported:
    'A client of long polls asks again at once when it is refused. While the server is away it asks as fast as it can.',
  needed:
    'The server is gone: refused. How many a second, since when, and that the page makes no pause. A storm, no note on caching.',
  answer({ response }) {
    // A server of its own, that goes after three answers.
    let asked = 0;
    const gone = createServer((_, held) => {
      const isLast = ++asked === 3;
      const headers = {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        connection: 'close',
      };
      setTimeout(() => {
        held.writeHead(200, headers).end(`[{"id":${asked}}]`);
        if (isLast) gone.close();
      }, 400);
    }).listen(0, '127.0.0.1', () => response.end(String((gone.address() as AddressInfo).port)));
  },
  async page() {
    const port = await (await fetch('/port')).text();
    for (let round = 0; round < 33; round++) {
      await fetch(`http://127.0.0.1:${port}/stream`, { cache: 'no-store' }).then(
        (response) => response.text(),
        () => {},
      );
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 33, failing: true, events: 3 },
      state: 'failed',
      findings: ['error poll-fails'],
      says: [/30 of 33/, /refused/, /a second|in 10 s/],
      never: [/side by side/, /cache/i],
    },
  ],
  requests: [],
  later: 20_000,
} satisfies FieldCase;
