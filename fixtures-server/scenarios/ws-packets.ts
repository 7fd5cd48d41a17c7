import type { Scenario, WebSocketStep } from '../scenario.ts';

const send = (data: string | Uint8Array): WebSocketStep => ({ kind: 'send', data });
const receive: WebSocketStep = { kind: 'receive' };

export default {
  id: 'ws-packets',
  name: 'Socket.IO’s packets',
  group: 'WebSocket',
  teaches:
    'Libraries put packets of their own into frames: Engine.IO’s type is the first digit, Socket.IO’s the second. Their heartbeat is a message, not a WebSocket ping.',
  lookFor:
    'the packets’ types in the column Type: open, connect, event chat with its acknowledgement, ping and pong.',
  page: { script: 'websocket-packets', socket: { path: 'socket?EIO=4&transport=websocket' } },
  routes: {},
  sockets: {
    socket: {
      steps: [
        send('0{"sid":"lesson","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'),
        receive,
        send('40{"sid":"of-the-namespace"}'),
        receive,
        send('430["heard"]'),
        send('42["news",{"n":1}]'),
        send('451-["file",{"_placeholder":true,"num":0}]'),
        send(new Uint8Array([137, 80, 78, 71])),
        send('2'),
        receive,
        send('41'),
        { kind: 'close', code: 1000, reason: '' },
      ],
    },
  },
} satisfies Scenario;
