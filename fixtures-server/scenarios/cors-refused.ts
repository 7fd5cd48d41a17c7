import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'cors-refused',
  name: 'Refused by CORS',
  group: 'Endings and refusals',
  teaches:
    'The stream is on another origin, which does not send Access-Control-Allow-Origin. The server sends 200 and the stream. The browser gives the page nothing of it.',
  lookFor: 'the stream as failed because a CORS header is missing, with the status that the page never sees.',
  page: { script: 'cross-origin' },
  routes: { stream: { steps: [write('id: 1\ndata: the page may not read this\n\n'), pause(300)] } },
} satisfies Scenario;
