import { news, newsRounds } from '../routes/news.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'long-poll',
  name: 'Long polling, cursor in the query',
  group: 'Polling',
  teaches:
    'The page sends a request. The server holds it until there is something to send or its time is up. The page sends the next request at once. What happens between a response and the next request waits. Several messages may share a response.',
  lookFor:
    'one row for the whole loop. Connections shows its requests with hold, gap and outcome. Overview shows why it is a poll loop.',
  page: { script: 'poll', poll: { by: 'query', rounds: newsRounds } },
  routes: { poll: news },
} satisfies Scenario;
