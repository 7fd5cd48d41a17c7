import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dunglas/mercure/issues/704',
  reported:
    'A client resumes from an ID that the hub does not know any more. The hub sends nothing and reports no error, so the client is never caught up.',
  needed:
    'The ID was sent, no event followed, and the response names another in a header of its own: “earliest”.',
  async answer({ response, nth, pause }) {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      ...(nth > 1 && { 'last-event-id': 'earliest' }),
    });
    if (nth === 1) {
      response.end('retry: 300\nid: urn:1\ndata: a\n\n');
      return;
    }
    for (;;) {
      response.write(':\n\n');
      await pause(1000);
    }
  },
  page: () => new EventSource('/hub?topic=t'),
  until: (capture) => capture.until('chunk', 5),
  rows: [
    {
      is: { connections: 2 },
      state: 'open',
      findings: ['warning id-unknown'],
      says: [/earliest/],
      never: [/not honoured/i],
    },
  ],
} satisfies FieldCase;
