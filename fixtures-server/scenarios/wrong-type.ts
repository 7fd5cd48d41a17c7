import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'wrong-type',
  name: 'Wrong content type',
  group: 'Endings and refusals',
  teaches:
    'The bytes are a valid event stream, but the server’s Content-Type is application/json. EventSource accepts text/event-stream only, and closes at once.',
  lookFor: 'the content type that came, and that it will not be retried.',
  params: { type: 'another content type, such as text/plain' },
  page: { script: 'eventsource' },
  routes: {
    stream: (ask) => {
      // Only what a content type may consist of, so that the query cannot write other headers.
      const asked = ask.query.get('type');
      const type = asked && /^[\w.+-]+\/[\w.+-]+$/.test(asked) ? asked : 'application/json';
      return {
        headers: { 'content-type': type },
        steps: [write('data: nobody will read this\n\n'), pause(300), write('data: nor this\n\n')],
      };
    },
  },
} satisfies Scenario;
