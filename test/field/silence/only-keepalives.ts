import { eventStream, type FieldCase } from '../case.ts';

/** A near miss: the stream is sound, only its server has nothing to say. */
export default {
  source: 'https://github.com/alltuner/vibetuner/issues/1958',
  reported:
    'Keep-alive comments arrive to the second, and no broadcast ever does. Buffering was suspected. The listener that was to feed the stream had ended.',
  needed:
    'Comments come in time, so nothing on the way is at fault. No event has ever come: the server has sent none.',
  async answer(call) {
    const response = eventStream(call, ': ok\n\n');
    for (;;) {
      await call.pause(1000);
      response.write(': keepalive\n\n');
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 11),
  rows: [
    {
      is: { events: 0 },
      state: 'open',
      findings: [],
      never: [/silen|held|heartbeat|buffer/i],
    },
  ],
} satisfies FieldCase;
