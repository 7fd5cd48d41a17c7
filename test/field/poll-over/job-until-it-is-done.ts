import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/GSA/notifications-admin/pull/2929',
  reported:
    'Polling was to stop when the job is finished. It did not, since the answer lacked the field that says so.',
  needed:
    'The loop stopped by itself after the job was finished. No alarm, and nothing waits for the next request.',
  answer: ({ response, nth }) => json(response, { sent: nth * 4, finished: nth === 8 }),
  async page() {
    for (let isFinished = false; !isFinished; ) {
      isFinished = (await (await fetch('/jobs/51/status.json')).json()).finished;
      await new Promise((done) => setTimeout(done, 350));
    }
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'poll', connections: 8, events: 8 },
      state: 'over',
      findings: [],
      never: [/now waits/, /What the server has to tell/],
    },
  ],
  requests: [],
} satisfies FieldCase;
