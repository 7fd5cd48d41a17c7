import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/dunglas/mercure/issues/672',
  reported:
    'At one installation only, the stream breaks after 60 s to the second. The messages of that moment are lost. nginx and the hub were suspected; it was the time-out of a proxy before them.',
  needed:
    'Cut at the same age each time, with nothing before it: some hop on the way closes what is idle. A heartbeat, or a higher limit there.',
  async answer(call) {
    const response = eventStream(call, 'retry: 500\n\ndata: hi\n\n');
    await call.pause(5000);
    response.destroy();
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'failed',
      findings: ['warning connection-fails', 'warning no-ids'],
      says: [
        /4 times/,
        /Cut short after 5\.?\d* s each time/,
        /Nothing had come for the last [45]\.?\d* s/,
        /comment|heartbeat/i,
      ],
      never: [/closed by the page|nginx|crash/i],
    },
  ],
} satisfies FieldCase;
