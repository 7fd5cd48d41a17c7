import { news, newsRounds } from '../routes/news.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'poll-worker',
  name: 'Long polling in a worker',
  group: 'Polling',
  teaches: 'A dedicated worker polls, and passes what it receives on to the page.',
  lookFor: 'the loop like any other, marked as a worker’s.',
  page: { script: 'poll-worker-page', poll: { by: 'query', rounds: newsRounds } },
  routes: { poll: news },
} satisfies Scenario;
