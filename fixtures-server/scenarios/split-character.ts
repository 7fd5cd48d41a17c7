import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

const text = Buffer.from('data: Zürich → 🚲\n\n');
const inUmlaut = text.indexOf('ü') + 1;
const inBicycle = text.indexOf('🚲') + 2;

export default {
  id: 'split-character',
  name: 'A character split in two',
  group: 'How bytes become events',
  teaches:
    'A chunk may end inside a character. A reader that decodes across chunks gets it right. One that decodes each chunk alone shows �.',
  lookFor:
    'the whole text in Events. Raw shows two chunk borders inside a character: in the ü, and in the bicycle.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          150,
          text.subarray(0, inUmlaut),
          text.subarray(inUmlaut, inBicycle),
          text.subarray(inBicycle),
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
