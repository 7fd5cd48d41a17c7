import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { pause, write } from '../steps.ts';

function* tick(ask: ScenarioRequest): Iterable<Step> {
  for (let i = 1; ; i++) {
    yield write(`id: ${i}\ndata: stream ${ask.query.get('stream') ?? '?'}, message ${i}\n\n`);
    yield pause(1000);
  }
}

export default {
  id: 'seven-connections',
  name: 'The seventh connection',
  group: 'Transport',
  teaches:
    'Over HTTP/1.1 a browser opens six TCP connections to a host, in all its tabs together. The seventh EventSource waits, with no error and no sign, until one of the six ends.',
  lookFor:
    'six open streams, and a seventh that waits for a connection. Press “Close stream 1”, and it opens.',
  page: { script: 'seven' },
  routes: {
    // The page is on another port than its streams, so that it does not lock itself out of a reload.
    stream: (ask) => ({ headers: { 'access-control-allow-origin': '*' }, steps: tick(ask) }),
  },
} satisfies Scenario;
