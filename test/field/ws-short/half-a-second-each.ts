import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/CleverCloud/clever-tools/issues/296',
  reported:
    'The WebSocket of a log closes normally after half a second and is opened again later: most events are missed.',
  needed: 'Each lived half a second and was closed. The page had asked for nothing on it.',
  async handshake({ accept, pause }) {
    const socket = await accept();
    await pause(400);
    socket.send(`{"log":${Date.now()}}`);
    await pause(100);
    socket.close(1000);
  },
  page() {
    const open = (left: number) => {
      const socket = new WebSocket('/v2/logs');
      if (left > 0) socket.onclose = () => setTimeout(() => open(left - 1), 1500);
    };
    open(9);
  },
  until: (capture) => capture.until('end', 10),
  stillWrong: 'That each was closed at the same age is not said below one second.',
  rows: [{ is: { connections: 10 }, state: 'over', findings: [], never: [/each exchange/] }],
} satisfies FieldCase;
