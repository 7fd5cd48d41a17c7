import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';

function* wait(ask: ScenarioRequest): Iterable<Step> {
  const every = countOf(ask, 'every', 300, 60_000);
  const beats = countOf(ask, 'n', 14, 1_000_000);
  yield write('retry: 2000\n\n');
  for (let beat = 1; beat <= beats; beat++) {
    yield pause(every);
    yield write(beat % 7 === 0 ? `id: ${beat / 7}\ndata: at last, something to tell\n\n` : ':\n\n');
  }
  yield pause(every);
}

export default {
  id: 'quiet',
  name: 'Quiet, with good heartbeats',
  group: 'How bytes become events',
  teaches:
    'A server with few events sends comments at a regular interval in between. So proxies keep the TCP connection open, and a client that sees the bytes can distinguish a quiet stream from a dead one. (The interval is short here; 15 seconds is usual.)',
  lookFor: 'two events among twelve comments, and nothing in Findings.',
  params: { every: 'milliseconds between heartbeats (300)', n: 'ends after so many (14)' },
  page: { script: 'eventsource' },
  routes: { stream: (ask) => ({ steps: wait(ask) }) },
} satisfies Scenario;
