import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/wireapp/wire-webapp/pull/21448',
  reported:
    'A second WebSocket of the same client is opened while the first is open. The server delivers to one only, the page listens to the other.',
  needed: 'Two are open at once with the same parameters. Since then messages arrive on one only.',
  async handshake({ accept, nth, pause }) {
    const socket = await accept();
    for (let beat = 0; beat < 12; beat++) {
      if (nth === 2 || beat < 4) socket.send(`{"notification":${beat}}`);
      await pause(500);
    }
  },
  page() {
    const connect = () => new WebSocket('/await?client=7');
    connect();
    setTimeout(connect, 2000);
  },
  until: (capture) => capture.until('frame', 16),
  later: 1000,
  rows: Array.from(
    { length: 2 },
    () => ({ is: { connections: 1 }, state: 'open', findings: ['note sockets-at-once'] }) as const,
  ),
} satisfies FieldCase;
