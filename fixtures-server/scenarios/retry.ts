import { resume } from '../routes/resume.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'retry',
  name: 'Reconnecting',
  group: 'Endings and refusals',
  teaches:
    'When a stream ends, the browser waits for the time in “retry” and reconnects, with the last event ID. A 204 stops it.',
  lookFor:
    'one stream of four connections, half a second apart: see Connections. Each sends the last event ID of the one before. The last one’s status is 204, and nothing follows.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: { stream: resume },
} satisfies Scenario;
