import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/dice-group/deer/issues/22',
  reported:
    'A page polls the status of a job. The job fails, the status is an error from then on, and the page asks on for ever.',
  needed: 'Since when each answer states an error, with its words, though its status is 200.',
  answer({ response, nth }) {
    if (nth <= 4) json(response, { data: { id: 'f31', status: 'processing', step: nth } });
    else json(response, { error: { code: -2, message: 'File not found: input.ttl' } });
  },
  async page() {
    for (let round = 0; round < 10; round++) {
      fetch('/status/f31').then((response) => response.json());
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 10, events: 4 },
      state: 'open',
      findings: ['error poll-fault'],
      says: [/File not found/],
    },
  ],
  requests: [],
} satisfies FieldCase;
