import type { HealthyPage } from '../page.ts';
import { attached } from '../serving.ts';

export default {
  source: 'https://socket.io/docs/v4/how-it-works/#upgrade-mechanism',
  does: 'socket.io 4 as it is by default: it begins with polling, and goes on by a WebSocket.',
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async serve() {
    const { Server } = await import('socket.io');
    return attached((server) => {
      const io = new Server(server, { pingInterval: 2500, pingTimeout: 20_000, serveClient: false });
      io.on('connection', (socket) => {
        for (const at of [1500, 4000]) setTimeout(() => socket.emit('news', { at }), at);
      });
      return () => void io.close();
    });
  },
  async page() {
    const socket = (await import(String('/lib.js'))).io();
    for (const at of [1000, 3000, 6000]) setTimeout(() => socket.emit('say', `it is ${at}`), at);
  },
  seconds: 9,
  rows: [
    { kind: 'WebSocket', transport: ['websocket'], url: /transport=websocket/, notes: [] },
    // What it did before is over, and no alarm.
    {
      kind: 'Engine.IO',
      transport: ['poll'],
      url: /transport=polling/,
      state: 'over',
      notes: ['poll-headers'],
    },
  ],
} satisfies HealthyPage;
