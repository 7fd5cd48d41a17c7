import { cutTcp, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/SignalK/signalk-js-client/issues/44',
  reported:
    'After a restart of the server the client connects again by itself. No data comes, since it does not subscribe again.',
  needed:
    'One WebSocket of two connections. The page has sent nothing on the second, where the first began with “subscribe”.',
  async handshake({ accept, nth, pause }) {
    const socket = await accept();
    socket.on('message', async () => {
      for (let delta = 0; delta < 4; delta++) {
        socket.send(`{"delta":${delta}}`);
        await pause(500);
      }
      if (nth === 1) cutTcp(socket);
    });
  },
  page() {
    const open = (isFirst: boolean) => {
      const socket = new WebSocket('/stream?subscribe=none');
      if (isFirst) socket.onopen = () => socket.send('{"subscribe":[{"path":"*"}]}');
      socket.onclose = () => setTimeout(() => open(false), 1000);
    };
    open(true);
  },
  until: async (capture) => {
    await capture.until('end');
    await capture.until('response', 2);
  },
  later: 2000,
  stillWrong: 'That the page sent nothing on the second connection is seen in the rows, and said nowhere.',
  rows: [{ is: { connections: 2, events: 5 }, state: 'open', findings: [], never: [/heartbeat/i] }],
} satisfies FieldCase;
