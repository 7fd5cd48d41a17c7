import type { Scenario } from '../scenario.ts';
import { hold, spaced } from '../steps.ts';

export default {
  id: 'heart-stops',
  name: 'A heartbeat that stops',
  group: 'Endings and refusals',
  teaches:
    'The server sends a comment every 0.6 s, and then hangs. The TCP connection stays open, and neither the browser nor the page notices anything.',
  lookFor: 'the missing heartbeat in Findings, some eight seconds later, and how long it has been missing.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(600, 'id: 1\ndata: hello\n\n', ...Array.from({ length: 9 }, () => ': keep-alive\n\n')),
        hold,
      ],
    },
  },
} satisfies Scenario;
