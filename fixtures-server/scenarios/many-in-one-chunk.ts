import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'many-in-one-chunk',
  name: 'Many events in one chunk',
  group: 'How bytes become events',
  teaches:
    'Chunk borders are independent of events. One write with five messages arrives as one chunk and makes five events.',
  lookFor: 'five events with the same time and one chunk in Raw.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [write([1, 2, 3, 4, 5].map((i) => `id: ${i}\ndata: message ${i}\n\n`).join('')), pause(200)],
    },
  },
} satisfies Scenario;
