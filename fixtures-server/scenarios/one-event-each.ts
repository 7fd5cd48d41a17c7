import type { Scenario, ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { end, write } from '../steps.ts';

const last = 7;

/** The event stream of a framework that cannot keep a response open. */
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
    'The server ends its response after each event. To the page it looks like a stream, but it is polling: each event costs a request and waits for the reconnection time.',
  lookFor:
    'one stream of eight connections with one event each. The last one’s status is 204. Findings shows what it costs.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: { stream: single },
} satisfies Scenario;
