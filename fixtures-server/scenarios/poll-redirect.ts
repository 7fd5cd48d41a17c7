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
  name: 'A poll that is redirected',
  group: 'Polling',
  teaches:
    'The response to one poll is a 302. The browser requests the other address, and the page does not notice. The page continues with the first address. Each redirect costs a round trip, in which no message can arrive, and a second set of headers.',
  lookFor:
    'one row. In Connections its third request has the status “302 → 200” and twice the headers. Its facts show the final address.',
  params: { each: 'any value: every poll is redirected' },
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
