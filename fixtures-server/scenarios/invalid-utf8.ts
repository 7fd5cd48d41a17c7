import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

/** Text with raw bytes: every character stands for the byte of its number. */
const raw = (text: string) => Buffer.from(text, 'latin1');

export default {
  id: 'invalid-utf8',
  name: 'A stream that is not UTF-8',
  group: 'How bytes become events',
  teaches:
    'An event stream is always UTF-8. Invalid bytes become � and the stream continues, without an error.',
  lookFor:
    'six events with � in the first five. Bytes shows what was really sent: Latin-1, broken sequences, UTF-16.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          100,
          raw('data: Latin-1: caf\xe9\n\n'),
          raw('data: a lone continuation byte: \x80.\n\n'),
          raw('data: overlong slash: \xc0\xaf.\n\n'),
          raw('data: a surrogate: \xed\xa0\x80.\n\n'),
          // A sequence that breaks off at its line's end must not swallow the LF.
          raw('data: broken off: \xe2\x82\n\n'),
          'data: valid again: €\n\n',
          // UTF-16 cannot work: its NULs stand between the letters of the field name.
          Buffer.from('data: UTF-16\n\n', 'utf16le'),
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
