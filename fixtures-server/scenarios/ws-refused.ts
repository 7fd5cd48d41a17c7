import type { Scenario } from '../scenario.ts';

export default {
  id: 'ws-refused',
  name: 'A handshake refused',
  group: 'WebSocket',
  teaches:
    'The server’s response to the handshake is 403 instead of 101. The page’s script only gets the failure, with code 1006.',
  lookFor: 'the status 403, which the page cannot see.',
  page: { script: 'websocket' },
  routes: {},
  sockets: { socket: { refuse: 403, steps: [] } },
} satisfies Scenario;
