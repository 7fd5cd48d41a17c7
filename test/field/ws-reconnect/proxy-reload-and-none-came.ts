import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/phoenixframework/phoenix_live_view/issues/2610',
  reported:
    'A reload of the proxy closes all WebSockets so that clients come back. The client takes it for its own navigation and never does.',
  needed: 'It was closed at this time, and none was opened since. The browser does not tell the code.',
  async handshake({ accept, pause }) {
    const socket = await accept();
    socket.send('{"event":"joined"}');
    socket.send('{"event":"diff"}');
    await pause(2000);
    socket.close(1001);
  },
  page: () => new WebSocket('/live/websocket?vsn=2.0.0'),
  until: (capture) => capture.until('end'),
  later: 10_000,
  rows: [
    {
      is: { connections: 1, events: 2 },
      state: 'over',
      findings: [],
      says: [/Closed/],
      never: [/1001|broke/i],
    },
  ],
} satisfies FieldCase;
