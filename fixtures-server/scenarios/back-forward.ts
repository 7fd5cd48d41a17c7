import type { Scenario, Step } from '../scenario.ts';
import { pause, write } from '../steps.ts';

function* tick(): Iterable<Step> {
  for (let i = 1; ; i++) {
    yield write(`id: ${i}\ndata: message ${i}\n\n`);
    yield pause(500);
  }
}

export default {
  id: 'back-forward',
  name: 'Back and forward',
  group: 'Transport',
  teaches:
    'Leave this page by the link and come back. The browser has kept the page, with its stream, in the back/forward cache. What the server writes meanwhile reaches the page all at once on its return.',
  lookFor:
    'the stream as suspended while you are away (with Preserve log on), and a gap after you come back.',
  page: { script: 'back-forward' },
  routes: { stream: () => ({ steps: tick() }) },
  documents: {
    away: {
      title: 'Away',
      text: 'You have left the lesson. Its page is in the back/forward cache, with its stream.',
      script: 'away',
    },
  },
} satisfies Scenario;
