import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

/** Numbered messages, long enough for whoever looks for the worker to find it. */
function* count(ask: ScenarioRequest): Iterable<Step> {
  const n = countOf(ask, 'n', 12, 1_000_000);
  for (let i = 1; i <= n; i++) {
    yield write(`id: ${i}\ndata: message ${i}\n\n`);
    yield pause(250);
  }
}

const params = { n: 'how many messages (12), a quarter of a second apart' };
const routes = { stream: (ask: ScenarioRequest) => ({ steps: count(ask) }) };

export const worker: Scenario = {
  id: 'worker',
  name: 'In a worker',
  group: 'Who opens the stream',
  teaches: 'A dedicated worker opens the EventSource, and passes on to the page what it receives.',
  lookFor: 'the stream like any other, marked as a worker’s.',
  params,
  page: { script: 'worker-page' },
  routes,
};

export const sharedWorker: Scenario = {
  id: 'shared-worker',
  name: 'In a shared worker',
  group: 'Who opens the stream',
  teaches:
    'One EventSource in a shared worker can serve every tab of a site: the usual way around the limit of six connections.',
  lookFor:
    'the stream from the moment the worker was found: at best whole, else what came before is said to be missing.',
  params,
  page: { script: 'shared-worker-page' },
  routes,
};

export const serviceWorker: Scenario = {
  id: 'service-worker',
  name: 'Through a service worker',
  group: 'Who opens the stream',
  teaches:
    'A service worker stands between the page and the server: the page asks, the worker fetches the stream and passes it on.',
  lookFor: 'one row, not two, though the stream goes through two hands.',
  params,
  page: { script: 'service-worker-page' },
  routes,
};
