import { resume } from '../routes/resume.ts';
import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'redirect',
  name: 'Redirect',
  group: 'Endings and refusals',
  teaches:
    'The address that the page opens redirects (302), and the stream is at another one. The page does not notice.',
  lookFor: 'one stream, not two, with both addresses: the requested one and the final one.',
  page: { script: 'eventsource' },
  routes: {
    stream: (ask) => ({ status: 302, headers: { location: `target${ask.search}` }, steps: [] }),
    target: {
      steps: [...spaced(150, 'id: 1\ndata: here I am\n\n', 'id: 2\ndata: and here\n\n'), pause(200)],
    },
  },
} satisfies Scenario;

/** Chromium reconnects to where it was redirected, not to the address that the page knows. */
export const redirectReconnect: Scenario = {
  id: 'redirect-reconnect',
  name: 'Redirect, then reconnects',
  group: 'Endings and refusals',
  teaches:
    'A reconnect goes to the address that the first request was redirected to. The first address is not requested again.',
  lookFor: 'one stream of four connections, the first with a redirect.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: {
    stream: (ask) => ({ status: 302, headers: { location: `target${ask.search}` }, steps: [] }),
    target: resume,
  },
};
