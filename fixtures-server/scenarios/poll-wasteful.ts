import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'poll-wasteful',
  name: 'Polling as it should not be',
  group: 'Polling',
  teaches:
    'The page asks four times a second, the server answers at once, and there is never anything new. Each question and each “no” carry all their headers, and the answer may be stored by any cache on the way.',
  lookFor: 'Findings, from the tenth request on: what this costs, in requests and in bytes.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 14, every: 250 } },
  routes: {
    poll: responseAt(null, [{ held: 0, headers: { 'cache-control': 'public' }, json: { events: [] } }]),
  },
} satisfies Scenario;
