import { Server as SocketIo } from 'socket.io';
import { type FieldCase, untilDone } from '../case.ts';

/** What is used of the client. */
interface Lib {
  io(url: string, options: object): { on(event: string, listener: () => void): void; close(): void };
}

export default {
  source: 'https://github.com/socketio/socket.io-client/issues/641',
  reported:
    'Since an update a page of another origin cannot reach its socket.io server: no Access-Control-Allow-Origin.',
  needed:
    'One row of socket.io: each handshake was answered, and the browser refused the answer. Which header the server has to send.',
  attach(server, isOwn) {
    if (!isOwn) new SocketIo(server);
  },
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async page({ other }, { io }: Lib) {
    const socket = io(other, { reconnectionDelay: 400, reconnectionDelayMax: 400 });
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
      is: { transport: 'poll', connections: 7, failing: true, events: 0 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/socket\.io|Engine\.IO/i, /Access-Control-Allow-Origin/],
    },
  ],
  requests: [],
} satisfies FieldCase;
