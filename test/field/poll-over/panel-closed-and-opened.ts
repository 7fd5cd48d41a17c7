import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/ngageoint/hootenanny-ui/issues/1452',
  reported:
    'A log is polled while its panel is open. Whether it stops with the panel, and with the job, is hard to see.',
  needed:
    'One loop that stopped for six seconds and asked on. In the pause no message waited: nobody asked for one.',
  answer: ({ response, nth }) => json(response, { log: [`line ${nth}`] }),
  async page() {
    const ask = async () => {
      for (let round = 0; round < 5; round++) {
        await (await fetch('/jobs/4/log')).json();
        await new Promise((done) => setTimeout(done, 450));
      }
    };
    await ask();
    await new Promise((done) => setTimeout(done, 6000));
    await ask();
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'poll', connections: 10, events: 10 },
      state: 'over',
      findings: [],
      never: [/every 1\.\d/, /[56]\.\d+ s/],
    },
  ],
  requests: [],
} satisfies FieldCase;
