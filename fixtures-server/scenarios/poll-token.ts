import { type PollResponse, responseAt } from '../polls.ts';
import type { Scenario, ScenarioRequest } from '../scenario.ts';
import { countOf } from '../steps.ts';

const answers: readonly PollResponse[] = [
  { held: 500, json: [{ id: 1, text: 'signed in' }] },
  { held: 600, json: [] },
  { held: 500, json: [{ id: 2, text: 'signed in again' }] },
  { held: 600, json: [] },
];

/** The first token is valid for the first two responses. */
function isRefused({ query, headers }: ScenarioRequest): boolean {
  return /^t[01]$/.test(query.get('cursor') ?? '') ? false : headers.authorization !== 'Bearer key-2';
}

export default {
  id: 'poll-token',
  name: 'A session that runs out',
  group: 'Polling',
  teaches:
    'The token of a session expires while the page polls, and the server sends 401. The page gets a new token and continues with the same cursor. Nothing is lost, but what happened meanwhile arrives late.',
  lookFor:
    'one loop in spite of the new header. Connections shows the outcome error, the longer gap after it, and data at the next request.',
  page: { script: 'poll-token', poll: { by: 'query', rounds: answers.length + 1 } },
  routes: {
    poll: (ask) =>
      isRefused(ask)
        ? responseAt(null, [
            {
              held: 50,
              status: 401,
              headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
              json: { error: 'expired' },
            },
          ])
        : responseAt(ask.query.get('cursor'), answers),
    token: (ask) => responseAt(null, [{ held: 20, json: { token: `key-${countOf(ask, 'n', 1, 99)}` } }]),
  },
} satisfies Scenario;
