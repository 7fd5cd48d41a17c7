import { bodyCursor, type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';

const answers: readonly PollResponse[] = [
  { held: 400, json: [{ id: 'a1', event: 'joined' }] },
  { held: 500, json: [] },
  { held: 400, json: [{ id: 'a2', event: 'left' }] },
  { held: 500, json: [] },
];

export default {
  id: 'long-poll-body',
  name: 'Long polling by POST, cursor in the body',
  group: 'Polling',
  teaches:
    'A poll may be a POST with its cursor in the body. The address alone does not show what was requested.',
  lookFor: 'one POST row; each request’s body is among its facts in Connections.',
  page: { script: 'poll', poll: { by: 'body', rounds: answers.length } },
  routes: { poll: (ask) => responseAt(bodyCursor(ask), answers) },
} satisfies Scenario;
