import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'redirect',
  name: 'Redirect',
  group: 'Endings and refusals',
  teaches:
    'The address that the page opens answers 302, and the stream is elsewhere. The page does not notice.',
  lookFor: 'one stream, not two, with both addresses: the one asked for and the one that answered.',
  page: { script: 'eventsource' },
  routes: {
    stream: (ask) => ({ status: 302, headers: { location: `target${ask.search}` }, steps: [] }),
    target: {
      steps: [...spaced(150, 'id: 1\ndata: here I am\n\n', 'id: 2\ndata: and here\n\n'), pause(200)],
    },
  },
} satisfies Scenario;
