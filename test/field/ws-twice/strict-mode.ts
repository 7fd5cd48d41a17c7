import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/robtaussig/react-use-websocket/issues/138',
  reported: 'In strict mode WebSockets are made twice, and the first is never closed.',
  needed: 'Two are open at once, of one address and one line.',
  isLive: true,
  async handshake({ accept, pause }) {
    const socket = await accept();
    for (let nth = 0; nth < 6; nth++) {
      socket.send(`{"n":${nth}}`);
      await pause(300);
    }
  },
  page() {
    const connect = () => new WebSocket('/ws');
    setTimeout(connect, 10);
    setTimeout(connect, 20);
  },
  until: (capture) => capture.until('frame', 12),
  later: 2000,
  rows: Array.from(
    { length: 2 },
    () => ({ is: { connections: 1 }, state: 'open', findings: ['note sockets-at-once'] }) as const,
  ),
} satisfies FieldCase;
