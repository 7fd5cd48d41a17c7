import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/mpetazzoni/sse.js/issues/76',
  reported:
    'A stream by POST is refused with 429 and a reason in JSON. The error event of the library that reads it carries neither.',
  needed: 'The status, the server’s own words, and when to come back.',
  answer({ response }) {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
    response.end('{"message":"Usage limit exceeded for org 17"}');
  },
  async page() {
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    await (await fetch('/chat', { method: 'POST', headers, body: '{"prompt":"hi"}' })).text();
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { status: 429, discarded: 0 },
      state: 'failed',
      findings: ['error error-answer'],
      says: [/429/, /Usage limit exceeded for org 17/, /again in 7 s/],
      never: [/answer 200/, /field/i],
    },
  ],
} satisfies FieldCase;
