import type { Scenario } from '../scenario.ts';
import { pause, spaced, write } from '../steps.ts';

export default {
  id: 'blocked-thread',
  name: 'A page that blocks its thread',
  group: 'Under load',
  teaches:
    'At the first message the page is busy for half a second. The server writes five times meanwhile. The page reads all five as one chunk, when it is free again.',
  lookFor:
    'six events in two chunks, the second with five: the server wrote five times, but the page read once.',
  page: { script: 'blocked' },
  routes: {
    stream: {
      steps: [
        write('id: 0\nevent: block\ndata: 500\n\n'),
        pause(100),
        ...spaced(
          60,
          'id: 1\ndata: one\n\n',
          'id: 2\ndata: two\n\n',
          'id: 3\ndata: three\n\n',
          'id: 4\ndata: four\n\n',
          'id: 5\ndata: five\n\n',
        ),
        // The end must come after the block, or it would be read with the rest.
        pause(800),
      ],
    },
  },
} satisfies Scenario;
