import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'bom',
  name: 'Byte order mark',
  group: 'How bytes become events',
  teaches:
    'The browser removes one byte order mark at the very start, even when it comes in two pieces. A second one is an ordinary character, and becomes part of the field name after it.',
  lookFor:
    'two events. The second has one data line, not two: its first line’s name begins with the mark, so it is ignored.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        write(Uint8Array.of(0xef, 0xbb)),
        pause(150),
        write(Buffer.concat([Uint8Array.of(0xbf), Buffer.from('id: 1\ndata: the mark is gone\n\n')])),
        pause(150),
        write('\ufeffdata: lost\ndata: kept\n\n'),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
