import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';
import { write } from '../steps.ts';

const answers: readonly PollResponse[] = [
  { held: 500, json: [{ id: 1 }] },
  { held: 600, json: [] },
  {
    held: 800,
    status: 504,
    headers: { 'content-type': 'text/html' },
    steps: [write('<h1>504 Gateway Time-out</h1>')],
  },
  { held: 500, status: 401, json: { error: 'sign in again' } },
  { held: 500, json: [{ id: 2 }] },
];

export default {
  id: 'poll-time-out',
  name: 'A poll that a proxy gives up on',
  group: 'Polling',
  teaches:
    'A proxy’s limit is shorter than the server’s hold, and the proxy sends 504. Or a session expires, and the server sends 401. A page that polls must expect both and continue.',
  lookFor: 'the outcomes time-out and error in Connections, and that the loop continues.',
  page: { script: 'poll', poll: { by: 'query', rounds: answers.length } },
  routes: { poll: ({ query }) => responseAt(query.get('cursor'), answers) },
} satisfies Scenario;
