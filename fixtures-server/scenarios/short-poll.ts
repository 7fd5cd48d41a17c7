import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'short-poll',
  name: 'Short polling',
  group: 'Polling',
  teaches:
    'The page asks in a rhythm and the server answers at once. A message waits half a period in the mean, and most answers say what the one before them said.',
  lookFor: 'the gaps, as long as the rhythm, and what a message can have waited, in Overview.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 5, every: 500 } },
  routes: { poll: responseAt(null, [{ held: 0, json: { type: 'temperature', value: 21 } }]) },
} satisfies Scenario;
