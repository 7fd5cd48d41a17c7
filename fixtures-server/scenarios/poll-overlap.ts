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
    'The page asks every 900 ms, whether the answer is there or not, and an answer takes 1.3 s. Two requests are on their way at any time: an answer can come out of order, and a server that is slow gets more to do.',
  lookFor:
    'two rows, since in a loop a request begins when the answer before it is done, and the warning that they overlap.',
  page: { script: 'poll', poll: { by: 'nowhere', rounds: 7, every: EVERY, overlaps: true } },
  routes: { poll: responseAt(null, [{ held: HELD, json: { type: 'temperature', value: 21 } }]) },
} satisfies Scenario;
