import type { ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { end, pause, write } from '../steps.ts';

const last = 6;

/** Two messages a connection, continued after the last ID that the browser has; at the end a 204, which stops it. */
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
