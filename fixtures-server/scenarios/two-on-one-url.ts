import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'two-on-one-url',
  name: 'Two EventSources on one URL',
  group: 'Who opens the stream',
  teaches:
    'The same address opened twice is two streams, each with its own connection. Often a component was mounted twice.',
  lookFor: 'two streams with one URL, kept apart, three events each.',
  page: { script: 'eventsource', sources: ['stream', 'stream'] },
  routes: {
    stream: {
      steps: [
        ...spaced(250, 'id: 1\ndata: one\n\n', 'id: 2\ndata: two\n\n', 'id: 3\ndata: three\n\n'),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
