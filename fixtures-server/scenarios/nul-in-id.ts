import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'nul-in-id',
  name: 'NUL in an ID',
  group: 'How bytes become events',
  teaches:
    'An id line with a NUL character is ignored as a whole, and the ID before it stays. An empty id line clears the ID.',
  lookFor: 'IDs 1, 1, 3 and none. Merge marks the second id line as ignored, and says why.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          150,
          'id: 1\ndata: one\n\n',
          'id: 2\u0000\ndata: the id line had a NUL\n\n',
          'id: 3\ndata: three\n\n',
          'id\ndata: the ID is cleared\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
