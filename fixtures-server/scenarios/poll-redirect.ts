import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

const answers: readonly PollResponse[] = [
  { held: 500, json: [{ id: 1, text: 'here' }] },
  { held: 600, json: [] },
  { held: 300, json: [{ id: 2, text: 'from elsewhere' }] },
  { held: 500, json: [] },
  { held: 500, json: [{ id: 3, text: 'here again' }] },
];

export default {
  id: 'poll-redirect',
  name: 'A poll that is sent elsewhere',
  group: 'Polling',
  teaches:
    'One poll is answered 302, and the browser asks at the other address without telling the page. The page continues asking the first one; each redirect costs a way there and back, in which nothing can be told, and headers twice over.',
  lookFor:
    'one row, whose third request has “302 → 200” for its status and twice the headers in Connections, and where it was sent in its facts.',
  params: { each: 'any value: every poll is sent elsewhere' },
  page: { script: 'poll', poll: { by: 'query', rounds: answers.length } },
  routes: {
    poll: ({ query, search }) => {
      const cursor = query.get('cursor');
      if (cursor !== 't2' && !query.has('each')) return responseAt(cursor, answers);
      return { status: 302, wait: 300, headers: { location: `elsewhere${search}` }, steps: [] };
    },
    elsewhere: ({ query }) => responseAt(query.get('cursor'), answers),
  },
} satisfies Scenario;
