import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/lbryio/spee.ch/issues/477',
  reported:
    'While the server does not work, its calls are answered by a page. The front end shows an error of its parser.',
  needed: 'Answers that had been JSON are a page of HTML, with status 200, and what that page says.',
  answer({ response, nth }) {
    if (nth <= 4 || nth > 9) json(response, { views: nth });
    else {
      const page = '<!doctype html><title>Down for maintenance</title><h1>Back in a few minutes</h1>';
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    }
  },
  async page() {
    for (let round = 0; round < 9; round++) {
      fetch('/api/claim/views').then((response) => response.text());
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 9, events: 4 },
      state: 'open',
      findings: ['error poll-fault'],
      says: [/HTML/, /Down for maintenance/],
      never: [/redirect/],
    },
  ],
  requests: [],
} satisfies FieldCase;
