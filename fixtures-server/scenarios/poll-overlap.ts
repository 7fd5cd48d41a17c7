import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

// In a hidden page timers fire once a second: they are to overlap there too.
const EVERY = 900;
// Half-way between one and two of these, so that a busy machine makes neither one nor three of it.
const HELD = 1300;

export default {
  id: 'poll-overlap',
  name: 'Polls that overlap',
  group: 'Polling',
  teaches:
    'The page sends a request every 900 ms, whether the response is there or not. A response takes 1.3 s, so two requests are under way at any time. A response can come out of order, and a slow server gets even more requests.',
  lookFor:
    'one row. Overview says that the next request is begun before the answer is there, up to two at the same time.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 7, every: EVERY, overlaps: true } },
  routes: { poll: responseAt(null, [{ held: HELD, json: { type: 'temperature', value: 21 } }]) },
} satisfies Scenario;
