import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/cwise89/react-detect-offline/issues/74',
  reported:
    'A component asks an address of another origin, again and again, whether the network is there. Each is refused by CORS.',
  needed:
    'A row from the first requests on: each was answered, the browser refused each answer, and which header is missing.',
  answer: ({ response }) => json(response, { ip: '127.0.0.1' }),
  async page({ other }) {
    for (let round = 0; round < 8; round++) {
      fetch(`${other}/?format=json`).catch(() => {});
      await new Promise((done) => setTimeout(done, 500));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 8, failing: true },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/8 of 8|Not one/, /Access-Control-Allow-Origin/],
    },
  ],
  requests: [],
} satisfies FieldCase;
