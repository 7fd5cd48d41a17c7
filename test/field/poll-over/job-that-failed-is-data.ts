import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/Azure/meta-azure-service-broker/pull/48',
  reported: 'The polled operation is always answered 200. That it failed is a state in the body.',
  needed: 'The operation’s last state is data as the ones before. The polls are good, and over.',
  answer({ response, nth }) {
    if (nth < 7) json(response, { state: 'in progress', description: 'Creating' });
    else json(response, { state: 'failed', description: 'Quota exceeded' });
  },
  async page() {
    for (let state = 'in progress'; state === 'in progress'; ) {
      state = (await (await fetch('/v2/service_instances/5c2e/last_operation')).json()).state;
      await new Promise((done) => setTimeout(done, 450));
    }
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'poll', connections: 7, events: 7 },
      state: 'over',
      findings: [],
      never: [/failed: see/],
    },
  ],
  requests: [],
} satisfies FieldCase;
