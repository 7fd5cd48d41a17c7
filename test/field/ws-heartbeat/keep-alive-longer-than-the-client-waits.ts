import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dotnet/aspnetcore/issues/20151',
  reported:
    'With the keep-alive of the server raised to three minutes, the client disconnects every thirty seconds.',
  needed:
    'The page itself closed each after the same time without a message. The server had said nothing by then.',
  async handshake({ accept }) {
    const socket = await accept();
    socket.on('message', () => socket.send('{}\x1e'));
  },
  page() {
    const open = (left: number) => {
      const socket = new WebSocket('/hub');
      socket.onopen = () => socket.send('{"protocol":"json","version":1}\x1e');
      setTimeout(() => socket.close(), 6000);
      if (left > 0) socket.onclose = () => setTimeout(() => open(left - 1), 500);
    };
    open(3);
  },
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'over',
      findings: ['warning socket-cut'],
      says: [/6(\.\d+)? s|5\.9\d s/, /a timer of the page’s own/],
    },
  ],
} satisfies FieldCase;
