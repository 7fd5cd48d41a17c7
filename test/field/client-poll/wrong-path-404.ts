import { type FieldCase, untilDone } from '../case.ts';

/** What is used of the client. */
interface Lib {
  io(options: object): { on(event: string, listener: () => void): void; close(): void };
}

export default {
  source: 'https://github.com/socketio/socket.io/issues/4020',
  reported:
    'A chat lives below a path of its site. Its client asks /socket.io/ at the root, and gets 404 again and again.',
  needed:
    'One row of socket.io: each handshake is answered 404, at which address. The path is wrong, or the proxy does not pass it on.',
  answer: ({ response }) =>
    void response
      .writeHead(404, { 'content-type': 'text/html' })
      .end('<!doctype html><title>404 Not Found</title>'),
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async page(_, { io }: Lib) {
    const socket = io({ reconnectionDelay: 400, reconnectionDelayMax: 400 });
    let failed = 0;
    await new Promise<void>((done) => {
      socket.on('connect_error', () => {
        if (++failed === 7) done();
      });
    });
    socket.close();
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 7, failing: true, status: 404, events: 0 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/socket\.io|Engine\.IO/i, /404/],
      never: [/different questions/],
    },
  ],
  requests: [],
} satisfies FieldCase;
