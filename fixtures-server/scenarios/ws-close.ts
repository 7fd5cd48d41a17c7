import type { Scenario } from '../scenario.ts';

export default {
  id: 'ws-close',
  name: 'Closed with a code',
  group: 'WebSocket',
  teaches:
    'The server closes with a code of its own, 4001, and a reason. The page’s script gets both. Chromium’s DevTools protocol reports neither.',
  lookFor:
    'a closed WebSocket, and the note that its close code, and which side closed, are not known. Compare with what the page received.',
  page: { script: 'websocket' },
  routes: {},
  sockets: {
    socket: {
      steps: [
        { kind: 'send', data: 'your session ends soon' },
        { kind: 'pause', ms: 200 },
        { kind: 'close', code: 4001, reason: 'session expired' },
      ],
    },
  },
} satisfies Scenario;
