import { cutTcp, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/tobychui/zoraxy/issues/1159',
  reported: 'Every WebSocket through a proxy is ended after five minutes, busy or not.',
  needed: 'The same age each time, though messages flowed: a limit of its lifetime. Pings will not help.',
  isLive: true,
  async handshake({ accept, pause }) {
    const socket = await accept();
    let isCut = false;
    // One timer, whatever the messages take: on a busy machine theirs add up.
    void pause(5000).then(() => {
      isCut = true;
      cutTcp(socket);
    });
    for (let beat = 0; !isCut; beat++) {
      socket.send(`{"cpu":${beat}}`);
      await pause(200);
    }
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
      says: [/(5|4\.9\d|5\.\d+) s each time/, /how long a connection may last/],
      never: [/idle|pings/i],
    },
  ],
} satisfies FieldCase;
