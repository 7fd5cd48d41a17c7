import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/rexxars/eventsource-parser/pull/31',
  reported:
    'A provider of models sends each part as a data line, with no blank line between. The parser joins them to broken JSON.',
  needed:
    'The server goes on writing data lines, and no blank line comes: one message grows and is never dispatched.',
  async answer(call) {
    const stream = eventStream(call);
    for (let part = 1; part <= 8; part++) {
      stream.write(`data: {"part":${part}}\n`);
      await call.pause(1000);
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 7),
  rows: [
    {
      is: { events: 0 },
      state: 'open',
      findings: ['warning pending-long'],
      says: [/7 lines|blank line/],
      never: [/silen/i],
    },
  ],
} satisfies FieldCase;
