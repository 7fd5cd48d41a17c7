import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/rust-lang/book/pull/1511',
  reported:
    'A server answers several requests at once, and yet Chromium gets the answers to one address one after the other.',
  needed:
    'One row with all requests. Those that the browser holds back, since the first may be cached, are no slow server.',
  async answer({ response, nth, pause }) {
    await pause(1200);
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"n":${nth}}`);
  },
  async page() {
    const all: Promise<unknown>[] = [];
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        all.push(fetch('/sleep').then((response) => response.json()));
        if (all.length < 9) return;
        clearInterval(timer);
        done();
      }, 400);
    });
    await Promise.all(all);
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 9 },
      state: 'open',
      findings: [],
      says: [/cache/i],
      never: [/side by side/],
    },
  ],
  requests: [],
} satisfies FieldCase;
