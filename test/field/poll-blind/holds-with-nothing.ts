import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/Marko-M/quick-chat/pull/3',
  reported:
    'The handler of a chat’s updates sleeps until there is something new. Pages load slowly, and nothing shows what is held.',
  needed:
    'A row from the second request on: the first was held for five seconds and answered with nothing, the next is held.',
  async answer({ response, pause }) {
    await pause(5000);
    response.writeHead(204, { 'cache-control': 'no-store' }).end();
  },
  async page() {
    const ask = () => fetch('/updates?since=12', { cache: 'no-store' });
    await ask();
    ask();
    await new Promise((done) => setTimeout(done, 3000));
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 2, events: 0 },
      state: 'open',
      findings: [],
      says: [/held/],
    },
  ],
  requests: [],
} satisfies FieldCase;
