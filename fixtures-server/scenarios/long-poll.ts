import { news, newsRounds } from '../routes/news.ts';
import type { Scenario } from '../scenario.ts';

export default {
  id: 'long-poll',
  name: 'Long polling, cursor in the query',
  group: 'Polling',
  teaches:
    'The page asks, the server holds the request until there is something to tell or its time is up, and the page asks again at once. What happens between an answer and the next request waits; several messages may share an answer.',
  lookFor:
    'one row for the whole conversation, its requests in Connections with hold, gap and outcome, and why it is a poll loop in Overview.',
  page: { script: 'poll', poll: { by: 'query', rounds: newsRounds } },
  routes: { poll: news },
} satisfies Scenario;
