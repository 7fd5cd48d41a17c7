import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/coder/code-server/issues/1618',
  reported: 'The handshake is answered with 200: a proxy in front is not set up for WebSockets.',
  needed: '200 is how an HTTP server answers a plain GET: the proxy must pass on Upgrade and Connection.',
  handshake: ({ tcp }) => refuse(tcp, '200 OK', 'text/html', '<!doctype html><title>code-server</title>'),
  page: () => new WebSocket('/?type=Management&reconnectionToken=r&reconnection=false'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 200 },
      state: 'failed',
      findings: ['error socket-refused'],
      says: [/200/, /Upgrade/],
      never: [/token/i],
    },
  ],
} satisfies FieldCase;
