import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

const steps = [
  ...spaced(
    200,
    'id: 1\ndata: over HTTP/2\n\n',
    'id: 2\ndata: many streams,\n\n',
    'id: 3\ndata: one connection\n\n',
  ),
  pause(200),
];

export default {
  id: 'http2',
  name: 'HTTP/2',
  group: 'Transport',
  teaches:
    'Over HTTP/2 all streams of a page share one TCP connection, so the limit of six is gone. Eight are open here. (This server made its certificate itself: the browser warns, and lets you continue.)',
  lookFor: 'eight streams at once, none waiting, each with the protocol h2.',
  home: 'h2',
  page: {
    script: 'eventsource',
    sources: ['stream', 'stream?2', 'stream?3', 'stream?4', 'stream?5', 'stream?6', 'stream?7', 'stream?8'],
  },
  routes: { stream: { steps } },
} satisfies Scenario;
