import type { HealthyPage } from '../page.ts';
import { json } from '../serving.ts';

export default {
  source: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/async-request-reply',
  does: 'A job is begun by POST, and its state asked for each half second until it is done. Then the page does nothing more.',
  serve: () => ({
    async answer(call) {
      await call.pause(25);
      if (call.request.method === 'POST') json(call, { id: 'r8f2', state: 'queued' }, 202);
      else if (call.nth < 9) json(call, { id: 'r8f2', state: 'running', progress: call.nth * 11 });
      else json(call, { id: 'r8f2', state: 'done', result: '/files/r8f2.pdf' });
    },
  }),
  async page() {
    await (await fetch('/jobs', { method: 'POST', body: '{"report":"july"}' })).json();
    for (let state = 'queued'; state !== 'done'; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ({ state } = await (await fetch('/jobs/r8f2')).json());
    }
    // Something else is on the tape, so that it goes on.
    setTimeout(() => fetch('/files/r8f2.pdf').then((response) => response.text()), 7000);
  },
  seconds: 13,
  rows: [
    {
      kind: 'short poll',
      transport: ['poll'],
      url: /\/jobs\/r8f2/,
      state: 'over',
      notes: ['poll-short', 'poll-headers'],
    },
  ],
} satisfies HealthyPage;
