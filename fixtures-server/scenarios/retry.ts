import { resume } from '../routes/resume.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'retry',
  name: 'Reconnecting',
  group: 'Endings and refusals',
  teaches:
    'When a stream ends, the browser waits for the time in “retry” and asks again, with the last ID it has. A 204 tells it to stop.',
  lookFor:
    'one stream of four connections, half a second apart: see Connections. Each sends the Last-Event-ID of the one before; the last is answered by 204 and nothing follows.',
  page: { script: 'eventsource', reconnects: 10 },
  routes: { stream: resume },
} satisfies Scenario;
