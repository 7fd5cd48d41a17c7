import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/enisdenjo/graphql-ws/issues/244',
  reported:
    'Without credentials the client opens, sends its first message, is closed, and tries again without a word.',
  needed: 'Each ended right after the first message of the page. No answer came.',
  async handshake({ accept }) {
    const socket = await accept();
    socket.on('message', () => socket.close(1000, 'unauthorized'));
  },
  page() {
    const open = (attempt: number) => {
      const socket = new WebSocket('/v1/graphql', 'graphql-transport-ws');
      socket.onopen = () => socket.send('{"type":"connection_init"}');
      if (attempt < 5) socket.onclose = () => setTimeout(() => open(attempt + 1), 200 * 2 ** attempt);
    };
    open(0);
  },
  until: (capture) => capture.until('end', 6),
  rows: [
    {
      is: { connections: 6 },
      state: 'over',
      findings: ['warning socket-storm'],
      says: [/connection_init|same/],
      never: [/unauthorized|1000/],
    },
  ],
} satisfies FieldCase;
