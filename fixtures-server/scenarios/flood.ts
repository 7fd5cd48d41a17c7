import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { countOf, write } from '../steps.ts';

// About what a busy server's buffers hand to the socket at once; an event a write would measure the server.
const blockSize = 16_384;

function* pour(ask: ScenarioRequest): Iterable<Step> {
  const count = countOf(ask, 'count', 50_000, 2_000_000);
  let block = '';
  for (let i = 1; i <= count; i++) {
    block += `id: ${i}\ndata: flood ${i}\n\n`;
    if (block.length >= blockSize) {
      yield write(block);
      block = '';
    }
  }
  yield write(`${block}event: done\ndata: ${count}\n\n`);
}

export default {
  id: 'flood',
  name: 'A flood',
  group: 'Under load',
  teaches:
    'The server sends fifty thousand numbered events, as fast as the TCP connection allows. The page only counts.',
  lookFor:
    'every event, from 1 to 50,000 and a last one of type “done”, and a list that still scrolls smoothly.',
  params: { count: 'how many events (50000)', via: '“eventsource” (the default) or “fetch”' },
  page: { script: 'flood', listen: ['done'] },
  routes: { stream: (ask) => ({ steps: pour(ask) }) },
} satisfies Scenario;
