import type { Scenario, WebSocketStep } from '../scenario.ts';

const line = 'Somebody said something of no great importance to nobody in particular. ';

/** The whole conversation again with each addition. */
const steps: WebSocketStep[] = Array.from({ length: 24 }, (_, i) => [
  { kind: 'send', data: JSON.stringify({ chat: Array.from({ length: (i + 1) * 3 }, () => line) }) } as const,
  { kind: 'pause', ms: 20 } as const,
]).flat();

export default {
  id: 'ws-growing',
  name: 'Everything, again and again',
  group: 'WebSocket',
  teaches:
    'The server sends a whole list again with each addition, so each message is larger than the one before. The sum grows with the square of the content.',
  lookFor: 'the column Size, which grows from row to row, and the finding about it.',
  page: { script: 'websocket' },
  routes: {},
  sockets: { socket: { steps: [...steps, { kind: 'close', code: 1000, reason: '' }] } },
} satisfies Scenario;
