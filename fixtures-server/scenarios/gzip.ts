import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'gzip',
  name: 'Compressed',
  group: 'Transport',
  teaches:
    'A compressed stream still arrives message by message, if the server flushes its compressor after each. The third message repeats a word a thousand times.',
  lookFor: 'four events, 200 ms apart, as plain text, and fewer bytes on the wire than in the events.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      encoding: 'gzip',
      steps: [
        ...spaced(
          200,
          'id: 1\ndata: small\n\n',
          'id: 2\ndata: also small\n\n',
          `id: 3\ndata: ${'again '.repeat(1000)}\n\n`,
          'id: 4\ndata: the end\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
