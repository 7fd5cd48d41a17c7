import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/semaphore-chat/semaphore-chat/pull/258',
  reported:
    'With the token of a deleted user the server accepts, and then disconnects. The page connects again at once, hundreds of times.',
  needed: 'Each lived under a second and ended after the same last message. So many in ten seconds.',
  isLive: true,
  async handshake({ accept, pause }) {
    const socket = await accept();
    socket.send('0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
    socket.send('44{"message":"Unauthorized"}');
    await pause(100);
    socket.close();
  },
  page() {
    const open = (left: number) => {
      const socket = new WebSocket('/socket.io/?EIO=4&transport=websocket');
      if (left > 0) socket.onclose = () => open(left - 1);
    };
    open(19);
  },
  until: (capture) => capture.until('end', 20),
  rows: [
    {
      is: { connections: 20 },
      state: 'over',
      findings: ['warning socket-storm'],
      says: [/(1\d|20) WebSockets/, /same/i],
      never: [/broke/i],
    },
  ],
} satisfies FieldCase;
