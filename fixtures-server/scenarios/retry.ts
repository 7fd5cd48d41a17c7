import type { Scenario, ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { end, pause, write } from '../steps.ts';

const last = 6;

/** Two messages a connection, going on after the last ID that the browser has; at the end a 204, which stops it. */
export function resume(ask: ScenarioRequest): ScenarioResponse {
  const from = Number(ask.lastEventId ?? 0);
  if (from >= last) return { status: 204, steps: [] };
  const opening = from === 0 ? 'retry: 500\n\n' : `: welcome back, you have ${from}\n\n`;
  return {
    steps: [
      write(opening),
      pause(50),
      write(`id: ${from + 1}\ndata: message ${from + 1}\n\n`),
      pause(200),
      write(`id: ${from + 2}\ndata: message ${from + 2}\n\n`),
      pause(200),
      end,
    ],
  };
}

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
