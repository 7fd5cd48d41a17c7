import { Server as SocketIo } from 'socket.io';
import { type FieldCase, refuse, untilDone } from '../case.ts';

/** What is used of the client. */
interface Lib {
  io(options: object): { on(event: string, listener: () => void): void };
}

export default {
  source: 'https://github.com/boostcampwm-2021/web09-Duxcord/issues/138',
  reported:
    'socket.io stays with polling. The proxy before the server drops the header Upgrade, so the WebSocket never opens.',
  needed:
    'socket.io polls, and it works. The WebSocket that it tried was refused with 400: why it does not upgrade.',
  attach(server, isOwn) {
    if (!isOwn) return;
    const io = new SocketIo(server, { pingInterval: 1500 });
    io.on('connection', (socket) => {
      let number = 0;
      const timer = setInterval(() => socket.emit('news', ++number), 700);
      socket.on('disconnect', () => clearInterval(timer));
    });
    server.removeAllListeners('upgrade');
    server.on('upgrade', (_, tcp) => refuse(tcp, '400 Bad Request'));
  },
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async page(_, { io }: Lib) {
    const socket = io({});
    let heard = 0;
    await new Promise<void>((done) => {
      socket.on('news', () => {
        if (++heard === 6) done();
      });
    });
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll' },
      state: 'open',
      findings: [],
      says: [/socket\.io|Engine\.IO/i],
      never: [/burst/],
    },
    { is: { transport: 'websocket' }, state: 'failed', findings: ['error socket-refused'] },
  ],
  requests: [],
} satisfies FieldCase;
