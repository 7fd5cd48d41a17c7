import type { Scenario } from '../scenario.ts';

export default {
  id: 'ws-echo',
  name: 'An echo',
  group: 'WebSocket',
  teaches:
    'A WebSocket carries messages both ways: text, JSON as text, and bytes. The server sends each back unchanged.',
  lookFor:
    'each message twice, with an arrow up where the page sent it and one down where it came back. Connections shows the subprotocol that was agreed on.',
  page: {
    script: 'websocket',
    socket: {
      protocols: ['nothing.example', 'echo.example'],
      sends: ['hello, Zürich 🚲', '{"price":12.50,"tags":["a","b"]}', [0, 1, 2, 254, 255], ''],
      closeAfter: 4,
      code: 1000,
      reason: 'done',
    },
  },
  routes: {},
  sockets: { socket: { subprotocols: ['echo.example'], echo: true, steps: [] } },
} satisfies Scenario;
