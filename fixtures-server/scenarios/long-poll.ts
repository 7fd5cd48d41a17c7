import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

const answers: readonly PollResponse[] = [
  { held: 300, json: { events: [{ id: 11, type: 'news', text: 'first' }], next: 't1' } },
  { held: 600, json: { events: [], next: 't2' } },
  {
    held: 400,
    json: {
      events: [
        { id: 12, type: 'news', text: 'second' },
        { id: 13, type: 'price', value: 12.5 },
        {
          id: 12345678901234567890n.toString(),
          type: 'news',
          text: 'third, saved up with the two before it',
        },
      ],
      next: 't3',
    },
  },
  { held: 600, json: { events: [], next: 't4' } },
  { held: 1500, json: { events: [{ id: 14, type: 'news', text: 'last' }], next: 't5' } },
];

export default {
  id: 'long-poll',
  name: 'Long polling, cursor in the query',
  group: 'Polling',
  teaches:
    'The page asks, the server holds the request until there is something to tell or its time is up, and the page asks again at once. What happens between an answer and the next request waits; several messages may share an answer.',
  lookFor:
    'one row for the whole conversation, its requests in Connections with hold, gap and outcome, and why it is a poll loop in Overview.',
  page: { script: 'poll', poll: { by: 'query', rounds: answers.length } },
  routes: { poll: ({ query }) => responseAt(query.get('cursor'), answers) },
} satisfies Scenario;
