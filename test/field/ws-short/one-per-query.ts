import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/paraspell/xcm-tools/issues/828',
  reported:
    'A library opens a WebSocket for each query and closes it after the answer. Servers may take that for abuse.',
  needed:
    'A WebSocket for each exchange: so many in so long, each with one question and one answer. Keep one open.',
  isLive: true,
  async handshake({ accept }) {
    const socket = await accept();
    socket.on('message', (text) => {
      const { id } = JSON.parse(String(text)) as { id: number };
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: '0x1' }));
    });
  },
  async page() {
    for (let id = 1; id <= 8; id++) {
      await new Promise<void>((resolve) => {
        const socket = new WebSocket('/rpc');
        socket.onopen = () => socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'state_get' }));
        socket.onmessage = () => socket.close();
        socket.onclose = () => resolve();
      });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  },
  until: (capture) => capture.until('end', 8),
  rows: [
    {
      is: { connections: 8, events: 16 },
      state: 'over',
      findings: ['note socket-each'],
      says: [/8/],
      never: [/storm|again and again/i],
    },
  ],
} satisfies FieldCase;
