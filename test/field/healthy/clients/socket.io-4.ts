import type { HealthyPage } from '../page.ts';
import { attached } from '../serving.ts';

export default {
  source: 'https://socket.io/docs/v4/client-options/#transports',
  does: 'socket.io 4 on polling only: news from the server now and then, events with an acknowledgement from the page, and heartbeats.',
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async serve() {
    const { Server } = await import('socket.io');
    return attached((server) => {
      const io = new Server(server, { pingInterval: 3000, pingTimeout: 20_000, serveClient: false });
      io.on('connection', (socket) => {
        socket.on('say', (text, acknowledge) => acknowledge(`heard ${text}`));
        for (const at of [400, 700, 4000, 8000]) setTimeout(() => socket.emit('news', { at }), at);
      });
      return () => void io.close();
    });
  },
  async page() {
    const socket = (await import(String('/lib.js'))).io({ transports: ['polling'] });
    for (const at of [500, 1000, 5000, 5050, 9000])
      setTimeout(() => socket.emit('say', `it is ${at}`, () => {}), at);
  },
  seconds: 12,
  rows: [{ kind: 'Engine.IO', transport: ['poll'], url: /socket\.io/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
