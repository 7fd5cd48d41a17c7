import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/anomalyco/opencode/issues/39352',
  reported:
    'The spinner of a page runs for twenty minutes though the work is done. The connection died without a word.',
  needed: 'The comments stopped. No code of the page could know, since comments are not passed to it.',
  isLive: true,
  async answer(call) {
    const stream = eventStream(call, 'data: begun\n\n');
    for (let beat = 0; beat < 6; beat++) {
      stream.write(': heartbeat\n\n');
      await call.pause(1000);
    }
  },
  page: () => new EventSource('/event'),
  until: (capture) => capture.until('chunk', 6),
  later: 8000,
  rows: [{ state: 'open', findings: ['warning missing-heartbeat'], never: [/Long silence/] }],
} satisfies FieldCase;
