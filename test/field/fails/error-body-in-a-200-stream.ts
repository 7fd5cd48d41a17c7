import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/sanity-io/client/pull/1236',
  reported:
    'An endpoint sends its error as JSON with the headers of a stream and status 200, and closes. EventSource takes that for a success and asks again every second. The app’s error handler never runs.',
  needed: 'Each response is 200 with the server’s error in place of events; its words, and how often.',
  async answer(call) {
    const response = eventStream(call, 'retry: 1000\n\n');
    await call.pause(100);
    response.end('{"message":"Internal error"}');
  },
  page: () => new EventSource('/live/events'),
  until: (capture) => capture.until('end', 5),
  rows: [
    {
      is: { connections: 5, events: 0 },
      state: 'over',
      findings: ['error text-without-field'],
      says: [/server wrote an error into the stream/, /Internal error/, /On 5 connections/],
    },
  ],
} satisfies FieldCase;
