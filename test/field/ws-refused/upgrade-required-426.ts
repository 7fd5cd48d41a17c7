import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/ianharrigan/hxWebSockets/issues/32',
  reported: 'With Apache in front the handshake is answered 426.',
  needed: '426: what reached the server was no upgrade. The proxy took the headers away.',
  handshake: ({ tcp }) =>
    refuse(tcp, '426 Upgrade Required\r\nupgrade: websocket', 'text/plain', 'Upgrade Required'),
  page: () => new WebSocket('/ws'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 426 },
      state: 'failed',
      findings: ['error socket-refused'],
      says: [/426/, /proxy/, /Upgrade/],
    },
  ],
} satisfies FieldCase;
