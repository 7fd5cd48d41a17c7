import type { Scenario } from '../scenario.ts';
import { hold, spaced } from '../steps.ts';

export default {
  id: 'heart-stops',
  name: 'A heartbeat that stops',
  group: 'Endings and refusals',
  teaches:
    'The server sends a comment three times a second, and hangs. The connection stays open, and neither the browser nor the page notices anything.',
  lookFor: 'Findings, some four seconds later: a heartbeat is missing, and for how long, while it lasts.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(300, 'id: 1\ndata: hello\n\n', ...Array.from({ length: 9 }, () => ': keep-alive\n\n')),
        hold,
      ],
    },
  },
} satisfies Scenario;
