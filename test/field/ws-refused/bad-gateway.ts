import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/jupyterhub/jupyter-server-proxy/issues/55',
  reported: 'The WebSocket of a kernel fails with 502, since the page asks for a path without its prefix.',
  needed: '502: the proxy did not reach the program behind it. Look at the path and at the log of the proxy.',
  handshake: ({ tcp }) =>
    refuse(
      tcp,
      '502 Bad Gateway\r\nserver: nginx',
      'text/html',
      '<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>',
    ),
  page: () => new WebSocket('/api/kernels/ffe8/channels?session_id=a'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 502 },
      state: 'failed',
      findings: ['error socket-refused'],
      says: [/502/, /behind the proxy/],
      never: [/log ?in/],
    },
  ],
} satisfies FieldCase;
