import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/glpi-project/glpi/issues/25488',
  reported:
    'Notifications are polled by an interval. While the server is slow the next request begins before the answer to the one before.',
  needed: 'One loop that asks before it has its answer, with how many under way at a time. Not four loops.',
  async answer({ response, pause }) {
    await pause(2800);
    json(response, []);
  },
  async page() {
    const all: Promise<unknown>[] = [];
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        all.push(fetch('/ajax/notifications.php').then((response) => response.json()));
        if (all.length < 11) return;
        clearInterval(timer);
        done();
      }, 700);
    });
    await Promise.all(all);
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 11 },
      state: 'open',
      findings: [],
      says: [/before (it has its|the) answer/, /up to [45] at/],
      never: [/no two at (a|the same) time/, /side by side/],
    },
  ],
  requests: [],
} satisfies FieldCase;
