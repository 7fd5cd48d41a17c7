import type { Scenario, ScenarioRequest, WebSocketStep } from '../scenario.ts';
import { countOf } from '../steps.ts';

function* one(ask: ScenarioRequest): Iterable<WebSocketStep> {
  const size = countOf(ask, 'size', 64_000_000, 200_000_000);
  const data = new Uint8Array(size);
  for (let i = 0; i < size; i++) data[i] = i;
  yield { kind: 'send', data: 'before' };
  yield { kind: 'send', data };
  yield { kind: 'send', data: 'after' };
  yield { kind: 'close', code: 1000, reason: '' };
}

export default {
  id: 'ws-large',
  name: 'A frame of 64 MB',
  group: 'WebSocket',
  teaches:
    'The server sends one binary frame of 64 MB between two short texts. The page gets the whole frame.',
  lookFor:
    'the frame with its size, marked as cut. The panel keeps 16 MB of a frame, and counts the rest in the status above.',
  params: { size: 'bytes of the frame (64000000)' },
  page: { script: 'websocket' },
  routes: {},
  sockets: { socket: (ask) => ({ steps: one(ask) }) },
} satisfies Scenario;
