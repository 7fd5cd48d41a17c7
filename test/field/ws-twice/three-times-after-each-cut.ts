import { cutTcp, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/resoai/TileBoard/issues/72',
  reported:
    'After each disconnect there are more WebSockets than before, until the server locks up: error and close both connect.',
  needed: 'For each that ended two were opened, by the same line. So many are open now.',
  async handshake({ accept, nth, pause }) {
    const socket = await accept();
    await pause(nth === 1 ? 2000 : 1500);
    if (nth <= 3) cutTcp(socket);
  },
  page() {
    const connect = () => {
      const socket = new WebSocket('/api/websocket');
      socket.addEventListener('close', () => setTimeout(connect, 200));
      socket.addEventListener('close', () => setTimeout(connect, 250));
    };
    connect();
  },
  until: (capture) => capture.until('response', 7),
  later: 3000,
  stillWrong: 'That two were opened for each that ended is not said: only that four are open at once.',
  rows: [
    {
      is: { connections: 3 },
      state: 'open',
      findings: ['note sockets-at-once'],
      says: [/4 WebSockets to this address/],
    },
    { is: { connections: 2 }, state: 'open', findings: ['note sockets-at-once'] },
    ...Array.from(
      { length: 2 },
      () => ({ is: { connections: 1 }, state: 'open', findings: ['note sockets-at-once'] }) as const,
    ),
  ],
} satisfies FieldCase;
