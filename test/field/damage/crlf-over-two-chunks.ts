import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/rexxars/eventsource-parser/issues/17',
  reported:
    'CR at the end of one chunk and LF at the beginning of the next: one parser makes two events of it.',
  needed: 'Nothing: browsers make one message of three lines.',
  async answer(call) {
    const stream = eventStream(call);
    for (const part of ['data: A\r\n', 'data: B\r', '\ndata: C\r\n', '\r\n']) {
      stream.write(part);
      await call.pause(150);
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 4),
  rows: [{ is: { events: 1, discarded: 0 }, state: 'open', findings: [] }],
} satisfies FieldCase;
