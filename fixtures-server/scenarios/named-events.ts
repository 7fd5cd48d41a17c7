import type { Scenario } from '../scenario.ts';
import { countOf, pause, spaced } from '../steps.ts';

export default {
  id: 'named-events',
  name: 'Named events',
  group: 'First steps',
  teaches:
    'A named event reaches only listeners for its type, never onmessage. This page listens to “greeting”, and forgot “price”.',
  lookFor:
    'five events of three types. Two of type “price” are in the panel but not on the page: it has no listener for them.',
  page: { script: 'eventsource', listen: ['greeting'] },
  params: { open: 'milliseconds that the stream stays open after the last event (2000)' },
  routes: {
    stream: (ask) => ({
      steps: [
        ...spaced(
          200,
          'event: greeting\nid: 1\ndata: hello\n\n',
          'event: price\nid: 2\ndata: 19.99\n\n',
          'id: 3\ndata: no name, so its type is “message”\n\n',
          'event: price\nid: 4\ndata: 20.49\n\n',
          'event: greeting\nid: 5\ndata: goodbye\n\n',
        ),
        // Open for a while yet, so that the panel can read the listeners of the page's EventSource.
        pause(countOf(ask, 'open', 2000, 60_000)),
      ],
    }),
  },
} satisfies Scenario;
