import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'heartbeats',
  name: 'Comments as heartbeats',
  group: 'How bytes become events',
  teaches:
    'A line that starts with a colon is a comment. It never reaches the page, but it keeps proxies from closing an idle TCP connection.',
  lookFor: 'two events among quiet comment rows. A comment inside a message leaves the message whole.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          200,
          ': connected\n\n',
          ': keep-alive\n\n',
          'id: 1\ndata: first\n\n',
          ':\n\n',
          ': keep-alive\n\n',
          'id: 2\n: a comment in the middle\ndata: second\n\n',
          ': keep-alive\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
