import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/tokio-rs/axum/issues/3309',
  reported:
    'A program that reads its stream by fetch gets the first event, and never another. The server’s queue has the later ones.',
  needed: 'One event came, and when. The server has written nothing since, and the connection is open.',
  async answer(call) {
    const response = eventStream(call);
    await call.pause(100);
    response.write('event: next\ndata: {"data":{"change":1}}\n\n');
  },
  async page() {
    const response = await fetch('/stream', { headers: { accept: 'text/event-stream' } });
    const reader = response.body?.getReader();
    while (reader && !(await reader.read()).done);
  },
  until: async (capture) => {
    await capture.until('chunk');
    await capture.until('fidelity');
  },
  later: 20_000,
  rows: [
    {
      is: { events: 1, transport: 'sse' },
      state: 'open',
      findings: ['note silence'],
      says: [/Nothing has come for/],
      never: [/failed|lost/i],
    },
  ],
} satisfies FieldCase;
