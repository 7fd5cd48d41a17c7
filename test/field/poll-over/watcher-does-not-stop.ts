import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/sipgate/gnt-cc/issues/58',
  reported: 'A watcher of jobs polls on when all jobs have finished.',
  needed: 'It asks on, every half second, though nothing changes any more.',
  answer: ({ response, nth }) =>
    json(response, { jobs: [{ id: 7, status: nth < 4 ? 'running' : 'success', ops: Math.min(nth, 4) }] }),
  async page() {
    for (let round = 0; round < 12; round++) {
      await (await fetch('/api/v1/clusters/main/jobs/many?ids=7')).json();
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 12, events: 12 },
      state: 'open',
      findings: [],
      never: [/stopped/],
    },
  ],
  requests: [],
} satisfies FieldCase;
