import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'one-over-many-chunks',
  name: 'One event over many chunks',
  group: 'How bytes become events',
  teaches:
    'A slow message can come in pieces that break anywhere, even in the middle of a field name. The event is dispatched at its blank line, not before.',
  lookFor:
    'one event made of eight chunks. Merge shows how long it took to complete. Raw shows where each chunk ended.',
  page: { script: 'eventsource', listen: ['report'] },
  routes: {
    stream: {
      steps: [
        ...spaced(
          100,
          'ev',
          'ent: rep',
          'ort\ni',
          'd: 7\nda',
          'ta: first half,',
          ' second half\nda',
          'ta:last line\n',
          '\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
