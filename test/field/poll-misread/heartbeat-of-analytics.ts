import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/milesmcc/shynet/issues/32',
  reported:
    'An analytics script posts to its server again and again. It looks as if the script itself were loaded each time.',
  needed:
    'The page sends and gets nothing back: sends, every half second. To hold such a request would be wrong.',
  async answer({ request, response }) {
    await bodyOf(request);
    response.writeHead(204).end();
  },
  async page() {
    for (let beat = 0; beat < 9; beat++) {
      const body = JSON.stringify({ idempotency: 'f7c1', referrer: '', loadTime: 120, beat });
      await fetch('/ingress/a81f/script.js', { method: 'POST', body });
      await new Promise((done) => setTimeout(done, 500));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /POST .*\/script\.js/, label: 'sends', requests: 9 }],
  never: [/poll/i, /waits/, /Mostly empty/, /Hold the request/i],
} satisfies FieldCase;
