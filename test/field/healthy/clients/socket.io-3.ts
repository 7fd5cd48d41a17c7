import { createRequire } from 'node:module';
import type { HealthyPage } from '../page.ts';
import { attached } from '../serving.ts';

export default {
  source: 'https://socket.io/docs/v3/client-initialization/#transports',
  does: 'socket.io 3 on polling only, in two namespaces over one connection: the page joins, says something, and waits.',
  lib: `import client from '/node_modules/socket.io-3/client-dist/socket.io.js'; export const io = client;`,
  serve() {
    // It says its types where its exports hide them; what is used here is as in version 4.
    const { Server } = createRequire(import.meta.url)('socket.io-3') as typeof import('socket.io');
    return attached((server) => {
      const io = new Server(server, { pingInterval: 2500, pingTimeout: 20_000, serveClient: false });
      io.on('connection', (socket) => socket.on('say', (text: string) => socket.emit('said', text)));
      io.of('/admin').on('connection', (socket) => {
        for (const at of [2000, 6000]) setTimeout(() => socket.emit('load', at), at);
      });
      return () => void io.close();
    });
  },
  async page() {
    const { io } = await import(String('/lib.js'));
    const socket = io({ transports: ['polling'] });
    io('/admin', { transports: ['polling'] });
    for (const at of [800, 3000, 3100, 7000]) setTimeout(() => socket.emit('say', `it is ${at}`), at);
  },
  seconds: 11,
  rows: [{ kind: 'Engine.IO', transport: ['poll'], url: /socket\.io/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
