import { cutTcp, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/websockets/ws/issues/2283',
  reported: 'The connection is closed after exactly a minute. No setting of the library explains it.',
  needed: 'It broke off after the same time without a message, each time: an idle limit on the way.',
  async handshake({ accept, pause }) {
    const socket = await accept();
    socket.send('{"welcome":true}');
    await pause(6000);
    cutTcp(socket);
  },
  page() {
    const open = () => {
      new WebSocket('/ws').onclose = () => setTimeout(open, 500);
    };
    open();
  },
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'over',
      findings: ['warning socket-cut'],
      says: [/(6|5\.9\d|6\.\d+) s each time in which nothing came or went/],
      never: [/crash/i],
    },
  ],
} satisfies FieldCase;
