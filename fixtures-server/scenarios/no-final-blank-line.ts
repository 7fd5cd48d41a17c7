import type { Scenario } from '../scenario.ts';
import { end, pause, write } from '../steps.ts';

export default {
  id: 'no-final-blank-line',
  name: 'No final blank line',
  group: 'How bytes become events',
  teaches:
    'The server writes a last message that looks complete, but no blank line, and ends. The browser discards the message. This is the most common reason why “the last event is missing”.',
  lookFor: 'one event, and a row for the block that was still pending and was lost when the stream ended.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        write('id: 1\ndata: I have my blank line\n\n'),
        pause(300),
        write('id: 2\ndata: I do not\n'),
        pause(700),
        end,
      ],
    },
  },
} satisfies Scenario;
