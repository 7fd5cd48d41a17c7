import { cutTcp, type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/dfpc-coe/CloudTAK/issues/1560',
  reported:
    'On any close a worker connects again at once, without limit. After a restart all clients flood the server.',
  needed:
    'One WebSocket of the worker: so many handshakes were refused with 401 within so many seconds. Then it opened.',
  async handshake({ accept, tcp, nth, pause }) {
    if (nth > 1 && nth < 17) {
      await pause(100);
      refuse(tcp, '401 Unauthorized');
      return;
    }
    const socket = await accept();
    if (nth > 1) return;
    await pause(1000);
    cutTcp(socket);
  },
  page(places) {
    const url = `${places.own.replace('http', 'ws')}/api`;
    const code = `const open = () => { new WebSocket(${JSON.stringify(url)}).onclose = open; }; open();`;
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  },
  until: (capture) => capture.until('response', 17),
  later: 1000,
  rows: [
    {
      is: { connections: 17 },
      state: 'open',
      findings: ['warning socket-storm', 'warning socket-refused'],
      says: [/401/, /15/],
    },
  ],
} satisfies FieldCase;
