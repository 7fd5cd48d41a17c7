import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'cors-refused',
  name: 'Refused by CORS',
  group: 'Endings and refusals',
  teaches:
    'The stream is on another origin, which does not send Access-Control-Allow-Origin. The server answers 200 and writes; the browser lets nothing through.',
  lookFor: 'the stream as failed for want of a CORS header, with the status that the page never sees.',
  page: { script: 'cross-origin' },
  routes: { stream: { steps: [write('id: 1\ndata: the page may not read this\n\n'), pause(300)] } },
} satisfies Scenario;
