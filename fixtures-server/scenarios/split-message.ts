import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'split-message',
  name: 'One message in two writes',
  group: 'First steps',
  teaches:
    'Two writes that look like two messages become one event. There is no blank line between them, so the second type and ID overwrite the first, and the data lines are joined.',
  lookFor:
    'one event, custom_2, in two chunks 300 ms apart. Merge shows line by line what was overwritten, and that only the blank line dispatched it.',
  page: { script: 'eventsource', listen: ['custom_1', 'custom_2'] },
  routes: {
    stream: {
      steps: [
        write('event: custom_1\nid: unique_2\ndata: hello\n'),
        pause(300),
        write('event: custom_2\nid: unique_1\ndata: +1\n\n'),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
