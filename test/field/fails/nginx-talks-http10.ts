import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://stackoverflow.com/questions/13672743/eventsource-server-sent-events-through-nginx',
  reported:
    'Behind nginx the stream ends and comes again about every second; directly it holds. nginx spoke HTTP/1.0 to the server.',
  needed: 'Each response was ended after a second without an event; it says “Connection: close”.',
  async answer(call) {
    call.response.shouldKeepAlive = false;
    call.response.useChunkedEncodingByDefault = false;
    const response = eventStream(call);
    await call.pause(1000);
    response.end();
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3, events: 0 },
      state: 'over',
      findings: ['error connection-fails', 'note connection-close'],
      says: [/without a byte after [\d.]+ m?s, 3 times/, /Connection: close/],
    },
  ],
} satisfies FieldCase;
