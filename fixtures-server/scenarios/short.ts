import type { Scenario } from '../scenario.ts';
import { end, write } from '../steps.ts';

export default {
  id: 'short',
  name: 'Over before you look',
  group: 'Under load',
  teaches:
    'The headers, three messages and the end come within a few milliseconds. A tool that starts to listen late gets nothing.',
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
