import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

/** Numbered messages, for long enough that a search finds the worker. */
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
  teaches: 'A dedicated worker opens the EventSource, and passes what it receives on to the page.',
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
    'One EventSource in a shared worker can serve every tab of a site. This is the usual way around the limit of six TCP connections.',
  lookFor:
    'the stream from the moment the worker was found. Either it is whole, or the panel says that the beginning is missing.',
  params,
  page: { script: 'shared-worker-page' },
  routes,
};

export const serviceWorker: Scenario = {
  id: 'service-worker',
  name: 'Through a service worker',
  group: 'Who opens the stream',
  teaches:
    'A service worker is between the page and the server: the page sends a request, the worker fetches the stream and passes it on.',
  lookFor: 'one row, not two, though two requests carry the stream.',
  params,
  page: { script: 'service-worker-page' },
  routes,
};
