import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

const answers: readonly PollResponse[] = [
  { held: 400, json: { id: 1, type: 'state', value: 'on' } },
  { held: 500, status: 204 },
  { held: 500, status: 204 },
  { held: 400, json: { id: 2, type: 'state', value: 'off' } },
  { held: 500, status: 204 },
];

export default {
  id: 'long-poll-header',
  name: 'Long polling, cursor in a header, 204 for nothing',
  group: 'Polling',
  teaches:
    '204 (No Content) is the shortest response for “nothing new”. Its headers cost as much as those of any response.',
  lookFor: 'the empty responses as quiet rows, and the header bytes per payload byte in Overview.',
  page: { script: 'poll', poll: { by: 'header', rounds: answers.length } },
  routes: { poll: ({ headers }) => responseAt(headers['x-cursor'], answers) },
} satisfies Scenario;
