import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/FastEndpoints/FastEndpoints/pull/1018',
  reported:
    'Of the second event the id comes at once, its type and data 25 seconds later, with the next flush.',
  needed: 'A message stood half written for so long. Its rest came with the next write.',
  async answer(call) {
    const stream = eventStream(call);
    await call.pause(100);
    stream.write('id: 1\nevent: A\ndata: {"n":1}\n\nid: 2\n');
    await call.pause(6000);
    stream.write('event: B\ndata: {"n":2}\n\n');
  },
  page() {
    const source = new EventSource('/events');
    source.addEventListener('A', () => {});
    source.addEventListener('B', () => {});
  },
  until: (capture) => capture.until('chunk', 2),
  rows: [
    {
      is: { events: 2 },
      state: 'open',
      findings: ['warning pending-long'],
      says: [/took (6|5\.9)/],
      never: [/silen/i],
    },
  ],
} satisfies FieldCase;
