import { eventStream, type FieldCase } from '../case.ts';

export default {
  source:
    'https://exchangetuts.com/why-do-server-sent-events-initiate-every-3-seconds-duplicate-1640516823414387',
  reported:
    'A beginner asks why updates come every three seconds, though no interval is set. The script writes one event and ends.',
  needed: 'Each event is a request of its own, and the 3 s are the browser’s reconnection time.',
  answer(call) {
    eventStream(call).end(`data: The server time is 10:00:${String(call.nth * 3).padStart(2, '0')}\n\n`);
  },
  page: () => new EventSource('/demo'),
  until: (capture) => capture.until('end', 5),
  rows: [
    {
      is: { connections: 5 },
      state: 'over',
      findings: ['warning one-event-each'],
      says: [/one event each/, /after 3 s, its default/],
      never: [/The whole answer again/],
    },
  ],
} satisfies FieldCase;
