import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

const message = (id: number) => ({ id, text: `message ${id}` });

const answers: readonly PollResponse[] = [
  ...[31, 32].map((id) => ({ held: 300, json: [message(id)] })),
  { held: 500, json: [] },
  ...[33, 34, 35, 36].map((id) => ({ held: 250, json: [message(id)] })),
  { held: 250, json: [message(41), message(42)] },
  { held: 250, json: [message(43)] },
];

export default {
  id: 'poll-missed',
  name: 'Messages that a poll missed',
  group: 'Polling',
  teaches:
    'While no request is held, new messages wait on the server. This server keeps the latest two only. The page says where to continue, and gets later messages.',
  lookFor: 'the gap in Findings: the IDs counted by one, and then 37 to 40 never came.',
  page: { script: 'poll', poll: { by: 'query', rounds: answers.length } },
  routes: { poll: ({ query }) => responseAt(query.get('cursor'), answers) },
} satisfies Scenario;
