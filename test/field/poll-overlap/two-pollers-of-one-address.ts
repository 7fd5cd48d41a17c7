import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/Cloud-CV/EvalAI/pull/3382',
  reported:
    'Choosing a phase starts a second timer, the first one runs on. Both ask for the same, by the same service.',
  needed:
    'One address, asked twice in each period by one line. One row that says how often, not two that guess.',
  async answer({ response, nth, pause }) {
    await pause(150);
    json(response, { results: [{ id: nth, score: 0.5 }] });
  },
  async page() {
    const get = () => fetch('/api/challenge/leaderboard/1').then((response) => response.json());
    const first = setInterval(get, 1000);
    await new Promise((done) => setTimeout(done, 2350));
    const second = setInterval(get, 1000);
    await new Promise((done) => setTimeout(done, 6500));
    clearInterval(first);
    clearInterval(second);
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', name: '1' },
      state: 'open',
      findings: [],
      never: [/side by side/, /is a guess/],
    },
  ],
  requests: [],
} satisfies FieldCase;
