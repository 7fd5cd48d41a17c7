import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'poll-wasteful',
  name: 'Polling as it should not be',
  group: 'Polling',
  teaches:
    'The page sends four requests a second, the server responds at once, and there is never anything new. Each request and each empty response carries all its headers. Any cache on the way may store the response.',
  lookFor: 'the costs in Findings, in requests and in bytes, from the tenth request on.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 14, every: 250 } },
  routes: {
    poll: responseAt(null, [{ held: 0, headers: { 'cache-control': 'public' }, json: { events: [] } }]),
  },
} satisfies Scenario;
