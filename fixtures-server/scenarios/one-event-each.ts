import type { Scenario, ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { end, write } from '../steps.ts';

const last = 7;

/** What a framework that cannot hold an answer open makes of an event stream. */
function single(ask: ScenarioRequest): ScenarioResponse {
  const next = Number(ask.lastEventId ?? 0) + 1;
  if (next > last) return { status: 204, steps: [] };
  return { steps: [write(`retry: 200\n\nid: ${next}\ndata: message ${next}\n\n`), end] };
}

export default {
  id: 'one-event-each',
  name: 'Polling in disguise',
  group: 'Endings and refusals',
  teaches:
    'A server that ends its answer after each event looks like a stream to the page, and is polling: each event costs a request and waits for the reconnection time.',
  lookFor:
    'one stream of eight connections with one event each; the last is answered by 204. Findings says what it costs.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: { stream: single },
} satisfies Scenario;
