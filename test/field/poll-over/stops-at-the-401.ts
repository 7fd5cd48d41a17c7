import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/auth0/auth0-guardian.js/pull/50',
  reported:
    'A login waits for its second factor by polling. When the transaction is gone the answer is 401, and the client stops asking.',
  needed: 'The last answer was 401 and the page asked no more. One failure, no loop that fails.',
  answer({ response, nth }) {
    if (nth < 7) json(response, { id: 'txn_9', state: 'pending' });
    else json(response, { error: 'Unauthorized', message: 'The transaction has ended' }, 401);
  },
  async page() {
    for (let status = 200; status === 200; ) {
      const response = await fetch('/api/transaction-state', { method: 'POST', body: '{"txn":"txn_9"}' });
      status = response.status;
      await response.text();
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'poll', connections: 7, events: 6, status: 401 },
      state: 'failed',
      findings: [],
      never: [/latest 3/, /now waits/],
    },
  ],
  requests: [],
} satisfies FieldCase;
