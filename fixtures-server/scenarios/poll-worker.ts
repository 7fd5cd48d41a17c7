import type { Scenario } from '../scenario.ts';
import longPoll from './long-poll.ts';

export default {
  id: 'poll-worker',
  name: 'Long polling in a worker',
  group: 'Polling',
  teaches: 'A dedicated worker polls, and passes on to the page what it receives.',
  lookFor: 'the loop like any other, marked as a worker’s.',
  page: { script: 'poll-worker-page', poll: longPoll.page.poll },
  routes: longPoll.routes,
} satisfies Scenario;
