import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Ayushh-Sharmaa/NexaSphere/issues/281',
  reported:
    'An admin page has a second allowed origin. Its login works and its live stream does not: the stream’s own handler always names the first origin of the list.',
  needed: 'The origin that the response names, and the one of the page.',
  answer({ response }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'access-control-allow-origin': 'https://prod.example.com',
    });
    response.write('data: x\n\n');
  },
  page: ({ other }) => new EventSource(`${other}/metrics?token=t`),
  until: (capture) => capture.until('end'),
  rows: [
    {
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/https:\/\/prod\.example\.com/, /The page’s origin is “http:\/\/127\.0\.0\.1/],
      never: [/has no Access-Control-Allow-Origin|credentials/i],
    },
  ],
} satisfies FieldCase;
