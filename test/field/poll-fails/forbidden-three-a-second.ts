import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/DARPA-ASKEM/terarium/issues/3330',
  reported:
    'A client whose subscription is refused with 403 asks three times a second, for as long as it is open.',
  needed: 'Not one was answered with anything else than 403; three a second; asking again does not help.',
  answer: ({ response }) => json(response, { message: 'Access denied' }, 403),
  async page() {
    for (let round = 0; round < 15; round++) {
      await fetch('/api/client-event').then((response) => response.text());
      await new Promise((done) => setTimeout(done, 330));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 15, status: 403, failing: true, events: 0 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/403/, /Access denied/, /a second|in 10 s/],
    },
  ],
  requests: [],
} satisfies FieldCase;
