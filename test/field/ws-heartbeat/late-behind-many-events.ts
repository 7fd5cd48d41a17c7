import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/rails/rails/issues/42336',
  reported:
    'While many events are sent no ping comes. The client takes the connection for dead and opens another.',
  needed: 'The pings paused while other messages flowed. Nothing was silent.',
  isLive: true,
  async handshake({ accept, pause }) {
    const socket = await accept();
    const beat = async () => {
      socket.send(`{"type":"ping","message":${Date.now()}}`);
      await pause(250);
    };
    for (let nth = 0; nth < 6; nth++) await beat();
    for (let nth = 0; nth < 60; nth++) {
      socket.send(`{"event":${nth}}`);
      await pause(20);
    }
    for (let nth = 0; nth < 2; nth++) await beat();
  },
  page: () => new WebSocket('/cable'),
  until: (capture) => capture.until('frame', 68),
  rows: [{ is: { events: 68 }, state: 'open', findings: [], never: [/silen/i] }],
} satisfies FieldCase;
