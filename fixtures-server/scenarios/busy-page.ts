import type { Scenario } from '../scenario.ts';
import { spaced, write } from '../steps.ts';

const BEAT = ': keep-alive\n\n';
const beats = (count: number): string[] => Array.from({ length: count }, () => BEAT);

export default {
  id: 'busy-page',
  name: 'A page that is busy for four seconds',
  group: 'Under load',
  teaches:
    'The server sends a comment three times a second and never stops. In the middle the page runs a script for four seconds. What comes meanwhile waits, and the page reads it as one chunk.',
  lookFor:
    'a note in Findings that the page was busy, no missing heartbeat, and nothing held back. The timeline hatches the time.',
  page: { script: 'blocked' },
  routes: {
    stream: {
      steps: [
        ...spaced(300, 'id: 1\ndata: hello\n\n', ...beats(9), 'event: block\ndata: 4000\n\n'),
        ...spaced(
          300,
          BEAT,
          ...Array.from({ length: 6 }, (_, i) => [`id: ${i + 2}\ndata: waits\n\n`, BEAT]).flat(),
          ...beats(8),
        ),
        write('id: 9\ndata: done\n\n'),
      ],
    },
  },
} satisfies Scenario;
