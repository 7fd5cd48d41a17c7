import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/department-of-veterans-affairs/vets-website/pull/14417',
  reported:
    'A page asks for the state of a submission before the job for it exists. The first answer is an error, and that is what the page shows.',
  needed:
    'The first request was too early: 404. Those after it are good, and it stopped when the job was done.',
  answer({ response, nth }) {
    if (nth === 1) json(response, { errors: [{ title: 'Record not found' }] }, 404);
    else json(response, { data: { attributes: { status: nth < 8 ? 'pending' : 'success' } } });
  },
  async page() {
    for (let isDone = false; !isDone; ) {
      const text = await (await fetch('/v0/submission_status/3891')).text();
      isDone = text.includes('success');
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'poll', connections: 8, events: 7 },
      state: 'over',
      findings: [],
      says: [/1 request failed|404/],
    },
  ],
  requests: [],
} satisfies FieldCase;
