import type { Scenario, ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { cut, end, pause, reset, write } from '../steps.ts';

/** What a server should not do: it breaks off mid-message, sends one again, and leaves two out. */
function faulty(ask: ScenarioRequest): ScenarioResponse {
  switch (ask.lastEventId) {
    case null:
      return {
        steps: [
          write('retry: 300\n\nid: 1\ndata: one\n\nid: 2\ndata: two\n\n'),
          pause(100),
          write('id: 3\ndata: three, bro'),
          // What a busy browser has not read by then is discarded.
          pause(500),
          reset,
        ],
      };
    case '2':
      return {
        steps: [write('id: 2\ndata: two\n\nid: 3\ndata: three\n\nid: 4\ndata: four\n\n'), pause(500), cut],
      };
    case '4':
      return { steps: [write('id: 7\ndata: seven\n\nid: 8\ndata: eight\n\n'), pause(100), end] };
    default:
      return { status: 204, steps: [] };
  }
}

export default {
  id: 'reconnect-faults',
  name: 'What a reconnect can lose',
  group: 'Endings and refusals',
  teaches:
    'A message without its blank line is lost when the connection breaks. Only the server can send it again. A careless server sends some events twice and others never.',
  lookFor:
    'one stream of four connections. Connections shows the block discarded at the end of the first, event 2 repeated by the second, 5 and 6 skipped by the third.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: { stream: faulty },
} satisfies Scenario;
