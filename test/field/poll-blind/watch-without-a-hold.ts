import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/nextcloud/polls/issues/2778',
  reported:
    'An open page asks two addresses in turn, a dozen times a second: its settings, and a watch that is answered 304 at once.',
  needed:
    'Two loops without a pause, how many requests a second, and that the watch is not held though it looks like a long poll.',
  async answer({ response, path, pause }) {
    await pause(35);
    if (path.startsWith('/settings')) json(response, { polling: 'longPolling' });
    else response.writeHead(304).end();
  },
  async page() {
    for (let round = 0; round < 15; round++) {
      await fetch(`/settings/app?time=${Date.now()}`, { cache: 'no-store' }).then((response) =>
        response.text(),
      );
      await fetch('/poll/2/watch?offset=1677242775', { cache: 'no-store' }).then((response) =>
        response.text(),
      );
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    { is: { transport: 'poll', connections: 15 }, state: 'open', findings: [] },
    { is: { transport: 'poll', connections: 15 }, state: 'open', findings: [] },
  ],
  requests: [],
} satisfies FieldCase;
