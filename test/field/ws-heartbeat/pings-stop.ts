import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/angular-actioncable/angular-actioncable/issues/9',
  reported: 'Sometimes the pings stop. The WebSocket counts as connected, and broadcasts do not come.',
  needed: 'While it lasts: pings came every second, and none since then. The WebSocket is open.',
  async handshake({ accept, pause }) {
    const socket = await accept();
    socket.send('{"type":"welcome"}');
    for (let beat = 0; beat < 8; beat++) {
      socket.send(`{"type":"ping","message":${Math.floor(Date.now() / 1000)}}`);
      await pause(1000);
    }
  },
  page() {
    const socket = new WebSocket('/cable', ['actioncable-v1-json']);
    socket.onopen = () => socket.send('{"command":"subscribe","identifier":"{\\"channel\\":\\"Chat\\"}"}');
  },
  until: (capture) => capture.until('frame', 9),
  later: 8000,
  rows: [
    {
      state: 'open',
      findings: ['warning socket-heartbeat'],
      says: [/ping/, /1 s/],
      never: [/without a heartbeat/i],
    },
  ],
} satisfies FieldCase;
