import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'short-poll',
  name: 'Short polling',
  group: 'Polling',
  teaches:
    'The page sends a request at a regular interval, and the server responds at once. A message waits half an interval on average. Most responses repeat the one before.',
  lookFor: 'the gaps, as long as the interval, and in Overview how long a message can have waited.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 5, every: 500 } },
  routes: { poll: responseAt(null, [{ held: 0, json: { type: 'temperature', value: 21 } }]) },
} satisfies Scenario;
