import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/omnara-ai/omnara/issues/502',
  reported: 'A heartbeat was added, and still each stream ends after 16 to 17 s, whether it is busy or not.',
  needed:
    'It ends at the same age though bytes had just come: a limit of its lifetime. A heartbeat cannot cure that.',
  async answer(call) {
    const response = eventStream(call, 'retry: 300\n\n');
    for (let beat = 0; beat < 5; beat++) {
      response.write(`: heartbeat\n\nid: ${call.nth * 5 + beat}\ndata: {}\n\n`);
      await call.pause(700);
    }
    await call.pause(call.nth * 20);
    response.end();
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end', 5),
  rows: [
    {
      is: { connections: 5 },
      state: 'over',
      findings: ['note limited-life'],
      says: [/ended after 3\.\d+ s.* each time, 5 times/, /no heartbeat helps/],
      never: [/comment line|send heartbeats/i],
    },
  ],
} satisfies FieldCase;
