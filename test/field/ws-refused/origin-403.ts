import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/grafana/grafana/issues/34537',
  reported:
    'Behind a proxy the handshake is always answered 403. The server compares Origin with Host, and the proxy changed Host.',
  needed: '403, the words of the server, and the origin that was sent.',
  isLive: true,
  handshake: ({ tcp }) => refuse(tcp, '403 Forbidden', 'text/plain', 'origin not allowed'),
  page: () => new WebSocket('/api/live/ws'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 403 },
      state: 'failed',
      findings: ['error socket-refused'],
      says: [/403/, /origin/i],
      never: [/Upgrade/],
    },
  ],
} satisfies FieldCase;
