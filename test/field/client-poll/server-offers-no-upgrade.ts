import { Server as SocketIo } from 'socket.io';
import { type FieldCase, untilDone } from '../case.ts';

/** What is used of the client. */
interface Lib {
  io(options: object): {
    on(event: string, listener: () => void): void;
    emit(event: string, text: string): void;
  };
}

export default {
  source: 'https://github.com/miguelgrinberg/Flask-SocketIO/issues/1002',
  reported: 'In production the server’s handshake lists no upgrades, and its clients poll for ever.',
  needed:
    'One row of socket.io: what it gets, what it sends and its handshake. Held requests, no burst, and it is healthy.',
  attach(server, isOwn) {
    if (!isOwn) return;
    const io = new SocketIo(server, { transports: ['polling'], pingInterval: 1200 });
    io.on('connection', (socket) => {
      socket.on('say', (text) => void setTimeout(() => socket.emit('said', text), 500));
    });
  },
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async page(_, { io }: Lib) {
    const socket = io({ transports: ['polling'] });
    for (const text of ['one', 'two', 'three']) {
      socket.emit('say', text);
      await new Promise<void>((done) => socket.on('said', done));
      await new Promise((done) => setTimeout(done, 700));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll' },
      state: 'open',
      findings: [],
      says: [/socket\.io|Engine\.IO/i],
      never: [/Mostly empty/, /burst/, /waits/],
    },
  ],
  requests: [],
} satisfies FieldCase;
