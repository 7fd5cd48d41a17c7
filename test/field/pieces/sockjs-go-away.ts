import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { type FieldCase, untilDone } from '../case.ts';

interface SockJs {
  createServer(options: object): {
    on(
      event: 'connection',
      listener: (connection: { write(text: string): void; close(code: number, why: string): void }) => void,
    ): void;
    installHandlers(server: Server, options: object): void;
  };
}

/** What is used of the client. */
interface Lib {
  default: new (url: string, none: undefined, options: object) => { onclose: () => void };
}

export default {
  source: 'https://github.com/sockjs/sockjs-client/issues/418',
  reported:
    'The list of requests fills with xhr_streaming, each ended by “Go away!”, until the page crashes.',
  needed:
    'One row of SockJS: its sessions, that the server closed each with 3000 and these words, and how fast the next one begins.',
  attach(server, isOwn) {
    if (!isOwn) return;
    const sockJs = createRequire(import.meta.url)('sockjs') as SockJs;
    const echo = sockJs.createServer({ log() {}, websocket: false });
    echo.on('connection', (connection) => {
      connection.write('welcome');
      setTimeout(() => connection.close(3000, 'Go away!'), 500);
    });
    echo.installHandlers(server, { prefix: '/ws' });
  },
  lib: `export { default } from 'sockjs-client/dist/sockjs.js';`,
  async page(_, lib: Lib) {
    for (let session = 0; session < 5; session++) {
      const options = { transports: ['xhr-streaming'] };
      const socket = new lib.default('/ws', undefined, options);
      await new Promise<void>((done) => {
        socket.onclose = done;
      });
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { connections: 10 },
      state: 'open',
      findings: [],
      says: [/SockJS/, /closed 5 sessions, the latest with 3000 “Go away!”/],
      never: [/short polling/i, /waits/],
    },
  ],
  requests: [],
} satisfies FieldCase;
