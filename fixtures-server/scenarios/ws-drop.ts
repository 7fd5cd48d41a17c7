import type { Scenario } from '../scenario.ts';

export default {
  id: 'ws-drop',
  name: 'Cut without a close frame',
  group: 'WebSocket',
  teaches:
    'The TCP connection ends without a close frame, as when a server crashes or a proxy gives up. The page gets code 1006, which is never sent.',
  lookFor:
    'the two messages that came before. To Chromium’s DevTools protocol this end looks like any other, and the panel says so.',
  page: { script: 'websocket' },
  routes: {},
  sockets: {
    socket: {
      steps: [
        { kind: 'send', data: 'first' },
        { kind: 'pause', ms: 100 },
        { kind: 'send', data: 'second, and then nothing' },
        // A browser that sees the end before it has read discards what came.
        { kind: 'pause', ms: 1000 },
        { kind: 'drop' },
      ],
    },
  },
} satisfies Scenario;
