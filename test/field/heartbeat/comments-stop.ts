import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/openclaw/openclaw/pull/117998',
  reported:
    'The heartbeat of the server comes every 20 seconds. Then the connection stays open and nothing comes any more.',
  needed: 'The rhythm was lost at this time, while the connection is still open.',
  async answer(call) {
    const stream = eventStream(call);
    for (let beat = 0; beat < 10; beat++) {
      stream.write(': hb\n\n');
      if (beat === 2 || beat === 5) stream.write(`data: ${beat}\n\n`);
      await call.pause(1000);
    }
  },
  page: () =>
    fetch('/channel', { headers: { accept: 'text/event-stream' } }).then((response) => response.text()),
  until: (capture) => capture.until('chunk', 10),
  later: 8000,
  rows: [
    {
      state: 'open',
      findings: ['warning missing-heartbeat'],
      says: [/No heartbeat for 8 s; comments came every 1 s/],
      never: [/closed|Long silence/i],
    },
  ],
} satisfies FieldCase;
