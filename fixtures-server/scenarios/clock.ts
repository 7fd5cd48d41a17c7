import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

function* tick(ask: ScenarioRequest): Iterable<Step> {
  const n = countOf(ask, 'n', Number.POSITIVE_INFINITY, 1_000_000);
  const every = countOf(ask, 'every', 1000, 60_000);
  for (let i = 1; i <= n; i++) {
    yield write(`id: ${i}\ndata: ${new Date().toISOString()}\n\n`);
    yield pause(every);
  }
}

export default {
  id: 'clock',
  name: 'A clock',
  group: 'First steps',
  teaches: 'The simplest event stream: the server writes the time once a second and never ends.',
  lookFor:
    'one row in Streams, and a new row in Events every second. +Δ shows how evenly they come. Scroll up, and the list stops following.',
  params: { n: 'ends after so many messages', every: 'milliseconds between messages (1000)' },
  page: { script: 'eventsource' },
  routes: { stream: (ask) => ({ steps: tick(ask) }) },
} satisfies Scenario;
