import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/backnotprop/plannotator/issues/438',
  reported: 'The stream is cut after ten seconds of quiet. The heartbeat of the server comes every thirty.',
  needed: 'Each connection is cut after the same time without a byte, before a heartbeat could come.',
  async answer(call) {
    const stream = eventStream(call, 'retry: 500\n: connected\n\n');
    await call.pause(5000);
    stream.destroy();
  },
  page: () => new EventSource('/annotations'),
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'failed',
      findings: ['error connection-fails'],
      says: [/after (5|4\.9\d|5\.\d+) s each time, 4 times/],
      never: [/crash/i],
    },
  ],
} satisfies FieldCase;
