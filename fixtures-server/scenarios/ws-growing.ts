import type { Scenario, WebSocketStep } from '../scenario.ts';

const line = 'Somebody said something of no great importance to nobody in particular. ';

/** The whole conversation again with each thing that is said. */
const steps: WebSocketStep[] = Array.from({ length: 24 }, (_, i) => [
  { kind: 'send', data: JSON.stringify({ chat: Array.from({ length: (i + 1) * 3 }, () => line) }) } as const,
  { kind: 'pause', ms: 20 } as const,
]).flat();

export default {
  id: 'ws-growing',
  name: 'Everything, again and again',
  group: 'WebSocket',
  teaches:
    'A server that sends a whole list again with each addition sends more with each message: the sum grows with the square of what there is to say.',
  lookFor: 'the column Size, which grows from row to row, and what Findings makes of it.',
  page: { script: 'websocket' },
  routes: {},
  sockets: { socket: { steps: [...steps, { kind: 'close', code: 1000, reason: '' }] } },
} satisfies Scenario;
