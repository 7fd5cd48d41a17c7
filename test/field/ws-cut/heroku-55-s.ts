import { cutTcp, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/virtualstaticvoid/heroku-buildpack-r/issues/126',
  reported:
    'A dashboard that is left alone loses its WebSocket after a minute. The log of the platform calls it idle.',
  needed:
    'The silence before each end has the same length, and the ages differ: an idle limit. A message now and then keeps it open.',
  async handshake({ accept, nth, pause }) {
    const socket = await accept();
    for (let beat = 0; beat < ([3, 6, 1][nth - 1] ?? 0); beat++) {
      socket.send(`{"value":${beat}}`);
      await pause(1000);
    }
    await pause(4500);
    if (nth <= 3) cutTcp(socket);
  },
  page() {
    const open = () => {
      new WebSocket('/ws').onclose = () => setTimeout(open, 500);
    };
    open();
  },
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3 },
      state: 'over',
      findings: ['warning socket-cut'],
      says: [/5\.[45]\d* s each time in which nothing came or went/, /idle time-out/],
    },
  ],
} satisfies FieldCase;
