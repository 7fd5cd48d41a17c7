import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/graphql-hive/graphql-yoga/pull/4085',
  reported:
    'Over HTTP/2, streams beyond the limit of the server never open, though there were said to be no limits.',
  needed:
    'The request has not left: the limit of streams on one HTTP/2 connection is reached. So many are open.',
  http2: { maxConcurrentStreams: 5 },
  answer: (call) => void eventStream(call, 'data: 1\n\n'),
  page() {
    for (let stream = 0; stream < 7; stream++) new EventSource(`/s?k=${stream}`);
  },
  until: async (capture) => {
    await capture.until('chunk', 5);
    await capture.until('request', 7);
  },
  later: 3000,
  rows: [
    ...Array.from({ length: 5 }, () => ({ state: 'open', findings: [] }) as const),
    ...Array.from(
      { length: 2 },
      () =>
        ({
          state: 'connecting',
          findings: [],
          says: [/not seen to leave/],
          never: [/six|server has not answered/i],
        }) as const,
    ),
  ],
} satisfies FieldCase;
