import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/webpack/webpack-hot-middleware/issues/159',
  reported:
    'Each of six entries of a development server opens an EventSource of its own. Every other request of the page hangs.',
  needed: 'Six streams hold all TCP connections to the host. The seventh request has not left the browser.',
  isLive: true,
  async answer(call) {
    const stream = eventStream(call);
    for (let beat = 0; beat < 20; beat++) {
      stream.write('data: 💓\n\n');
      await call.pause(1000);
    }
  },
  page() {
    for (let entry = 0; entry < 7; entry++) new EventSource(`/__hmr?name=${entry}`);
  },
  until: (capture) => capture.until('chunk', 18),
  rows: [
    ...Array.from({ length: 4 }, () => ({ state: 'open', findings: [] }) as const),
    // The rule speaks on the streams that took the last two.
    ...Array.from({ length: 2 }, () => ({ state: 'open', findings: ['warning six-connections'] }) as const),
    {
      state: 'waiting',
      findings: ['error six-connections'],
      says: [/Waiting for a connection: 6 are open/, /name=0.*name=5/],
      never: [/server has not answered/, /heartbeat/],
    },
  ],
} satisfies FieldCase;
