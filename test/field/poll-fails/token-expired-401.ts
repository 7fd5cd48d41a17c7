import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/wilbowes/EchoMuse/issues/359',
  reported:
    'The session of a dashboard runs out. It asks on, every few seconds for half a day, and each answer is 401. Nothing on the page says so.',
  needed:
    'Since when each answer is 401, with the words of the server, and that the page asks on regardless.',
  answer({ response, nth }) {
    if (nth <= 4) json(response, [{ id: 'speaker', at: nth }]);
    else json(response, { error: 'not_authenticated' }, 401);
  },
  async page() {
    for (let round = 0; round < 11; round++) {
      fetch('/api/devices').then((response) => response.json());
      await new Promise((done) => setTimeout(done, 500));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 11, status: 401, failing: true, events: 4 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/7 of 11/, /401/, /not_authenticated/],
    },
  ],
  requests: [],
} satisfies FieldCase;
