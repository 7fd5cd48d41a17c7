import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/r3labs/sse/pull/99',
  reported:
    'A library for servers sets Access-Control-Allow-Origin to * by itself. An EventSource with credentials is refused.',
  needed: '* and withCredentials exclude each other: name the origin, and allow credentials.',
  answer({ response }) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' });
    response.write('data: x\n\n');
  },
  page: ({ other }) => new EventSource(`${other}/stream`, { withCredentials: true }),
  until: (capture) => capture.until('end'),
  rows: [
    {
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/\*/, /withCredentials/, /Access-Control-Allow-Credentials/],
      never: [/has no Access-Control-Allow-Origin/],
    },
  ],
} satisfies FieldCase;
