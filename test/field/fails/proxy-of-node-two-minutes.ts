import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/http-party/node-http-proxy/issues/921',
  reported:
    'Through a proxy the stream dies after about two minutes, with an incomplete body. Directly it does not. The proxy had a time-out of two minutes for a quiet socket.',
  needed:
    'Its age at the cut, and how long nothing had come: the same time before each end, whatever the age.',
  async answer(call) {
    const response = eventStream(call, 'retry: 300\n\n');
    // 3, 6 and 9 events, numbered through.
    const before = [0, 3, 9][call.nth - 1] ?? 18;
    for (let n = 0; n < call.nth * 3; n++) {
      response.write(`id: ${before + n}\ndata: {"n":${n}}\n\n`);
      await call.pause(400);
    }
    await call.pause(3000);
    response.destroy();
  },
  page: () => new EventSource('/sse'),
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3 },
      state: 'failed',
      findings: ['warning connection-fails'],
      says: [/nothing had come for 3\.4\d* s each time, 3 times/, /idle limit/, /comment line/],
      never: [/damag/i],
    },
  ],
} satisfies FieldCase;
