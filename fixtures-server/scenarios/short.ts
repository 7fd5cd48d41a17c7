import type { Scenario } from '../scenario.ts';
import { end, write } from '../steps.ts';

export default {
  id: 'short',
  name: 'Over before you look',
  group: 'Under load',
  teaches:
    'Headers, three messages and the end, all within a few milliseconds. A tool that is slow to listen gets nothing.',
  lookFor: 'all three events, each with its bytes.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        write('id: 1\ndata: blink\n\n'),
        write('id: 2\ndata: and\n\n'),
        write('id: 3\ndata: gone\n\n'),
        end,
      ],
    },
  },
} satisfies Scenario;
