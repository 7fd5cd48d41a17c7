import { wallNow } from '../clock.ts';
import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

/** Events by the clock: after every short pause as many as are due, each stamped as it is sent. */
function* pace(ask: ScenarioRequest): Iterable<Step> {
  const rate = Math.max(1, countOf(ask, 'rate', 2000, 100_000));
  const count = countOf(ask, 'count', 10_000, 10_000_000);
  const began = wallNow();
  let sent = 0;
  while (sent < count) {
    const due = Math.min(count, Math.floor(((wallNow() - began) / 1000) * rate) + 1);
    while (sent < due) yield write(`id: ${++sent}\ndata: ${wallNow().toFixed(3)}\n\n`);
    yield pause(1);
  }
  yield write(`event: done\ndata: ${count}\n\n`);
}

export default {
  id: 'steady',
  name: 'A steady stream',
  group: 'Under load',
  teaches:
    'The server sends two thousand events a second for five seconds, each with the time at which it was sent. The page computes each event’s delay.',
  lookFor: 'a grid that keeps up. The page’s delays should not grow when the panel records.',
  params: { rate: 'events a second (2000)', count: 'how many in all (10000)' },
  page: { script: 'steady', listen: ['done'] },
  routes: { stream: (ask) => ({ steps: pace(ask) }) },
} satisfies Scenario;
