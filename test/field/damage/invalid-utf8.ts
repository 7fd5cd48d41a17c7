import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/stevenroose/dart-eventsource/issues/22',
  reported: 'The events of a service are no valid UTF-8, and the client throws on most of them.',
  needed:
    'Which row, at which byte, and what the page got instead. A character that two writes share is fine.',
  async answer(call) {
    const stream = eventStream(call);
    const latin1 = (text: string) => Buffer.from(text, 'latin1');
    stream.write(latin1('data: {"name":"M\u00fcller"}\n\n'));
    stream.write(Buffer.from([...Buffer.from('data: gr\u00fc').subarray(0, -1)]));
    await call.pause(300);
    stream.write(Buffer.concat([Buffer.from([0xbc]), Buffer.from('n\n\n')]));
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 2),
  rows: [{ is: { events: 2 }, state: 'open', findings: ['warning invalid-utf8'], says: [/UTF-8/] }],
} satisfies FieldCase;
