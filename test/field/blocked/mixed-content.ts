import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/codelitdev/courselit/issues/781',
  reported:
    'A dashboard on HTTPS opens its EventSource at an internal address of HTTP. Notifications never come.',
  needed: 'The page is on HTTPS and the stream’s address is HTTP: nothing left the browser.',
  http2: {},
  answer: ({ response }) => void response.writeHead(404).end(),
  page: () => new EventSource('http://queue.example.test/sse/1'),
  until: (capture) => capture.until('end'),
  rows: [
    {
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/HTTPS/, /Nothing left the browser/],
      never: [/host name|Access-Control/],
    },
  ],
} satisfies FieldCase;
