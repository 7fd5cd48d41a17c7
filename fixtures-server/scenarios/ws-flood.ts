import type { Scenario, ScenarioRequest, WebSocketStep } from '../scenario.ts';
import { countOf } from '../steps.ts';

/** Binary frames whose first four bytes are their number, from 1 on. */
function* pour(ask: ScenarioRequest): Iterable<WebSocketStep> {
  const count = countOf(ask, 'count', 10_000, 1_000_000);
  const size = Math.max(4, countOf(ask, 'size', 64, 1_000_000));
  for (let i = 1; i <= count; i++) {
    const data = new Uint8Array(size).fill(i);
    new DataView(data.buffer).setUint32(0, i);
    yield { kind: 'send', data };
  }
  yield { kind: 'close', code: 1000, reason: 'all sent' };
}

export default {
  id: 'ws-flood',
  name: 'A flood of binary frames',
  group: 'WebSocket',
  teaches:
    'The server sends ten thousand numbered binary frames, as fast as the TCP connection allows. The page only counts.',
  lookFor:
    'every frame, and a list that still scrolls smoothly. The first bytes of each frame are its number.',
  params: { count: 'how many frames (10000)', size: 'bytes of each (64)' },
  page: { script: 'websocket-flood' },
  routes: {},
  sockets: { socket: (ask) => ({ steps: pour(ask) }) },
} satisfies Scenario;
