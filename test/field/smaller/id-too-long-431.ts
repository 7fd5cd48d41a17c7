import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/3ventic/EvtSource/pull/3',
  reported: 'At each reconnect the last ID is longer, until the server refuses the header.',
  needed: 'The reconnect sent an ID of so many bytes, and the answer is 431: the ID is the reason.',
  answer(call) {
    eventStream(call).end(`retry: 200\nid: ${'x'.repeat(20_000)}\ndata: a\n\n`);
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      is: { connections: 2, status: 431 },
      state: 'failed',
      findings: ['error final-status'],
      says: [/431/, /20,?000|19\.5 kB|20 kB/],
    },
  ],
} satisfies FieldCase;
