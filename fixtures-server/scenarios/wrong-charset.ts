import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'wrong-charset',
  name: 'Wrong charset',
  group: 'Endings and refusals',
  teaches:
    'The type is right, but with “charset=iso-8859-1”. Chromium refuses it for good, Firefox decodes it as UTF-8. The fault shows in one browser only.',
  lookFor: 'the content type with its charset, and that it will not be retried (in Chromium).',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      headers: { 'content-type': 'text/event-stream; charset=iso-8859-1' },
      steps: [write('data: read by Firefox only\n\n'), pause(300)],
    },
  },
} satisfies Scenario;
