import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/unpoly/unpoly/issues/705',
  reported:
    'A fragment is polled. The server answers 422 from some time on; the page throws, and stays as it was.',
  needed: 'The loop runs and each answer since then is 422, with its words. No data comes any more.',
  answer({ response, nth }) {
    if (nth <= 3) json(response, { rows: [nth] });
    else response.writeHead(422, { 'content-type': 'text/plain' }).end('The period is not valid');
  },
  async page() {
    for (let round = 0; round < 10; round++) {
      fetch('/fragment').then((response) => response.text());
      await new Promise((done) => setTimeout(done, 500));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 10, status: 422, failing: true, events: 3 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/7 of 10/, /422/, /The period is not valid/],
    },
  ],
  requests: [],
} satisfies FieldCase;
