import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'no-data',
  name: 'A block without data',
  group: 'How bytes become events',
  teaches:
    'A block without a data line is not dispatched, but its ID counts. A block with an empty data line is dispatched, with empty data.',
  lookFor:
    'three events and two discarded blocks. The event after the first discarded block carries the ID that the block set.',
  page: { script: 'eventsource', listen: ['ping', 'empty'] },
  routes: {
    stream: {
      steps: [
        ...spaced(
          200,
          'id: 1\ndata: first\n\n',
          'event: ping\nid: 2\n\n',
          'data: my ID is 2, though I named none\n\n',
          'event: ping\n\n',
          'event: empty\ndata\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
