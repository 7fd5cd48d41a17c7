import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/caddyserver/caddy/issues/1412',
  reported:
    'The stream of a hot reload breaks behind a proxy about every 30 s, with an incomplete body, though data came all the time.',
  needed: 'The body broke off without its end, at about the same age each time, and it was not idle.',
  async answer(call) {
    const response = eventStream(call, 'retry: 500\n\n');
    const end = performance.now() + ([2900, 3000, 3150, 3050][(call.nth - 1) % 4] ?? 0);
    for (let tick = 0; tick < 6; tick++) {
      response.write(`id: ${call.nth * 6 + tick}\ndata: tick\n\n`);
      await call.pause(Math.min(500, end - performance.now()));
    }
    response.destroy();
  },
  page: () => new EventSource('/__webpack_hmr'),
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'failed',
      findings: ['warning connection-fails'],
      says: [/4 times/, /no end/, /Cut short after .* s each time, 4 times/, /no heartbeat helps/],
      never: [/idle limit|comment line/i],
    },
  ],
} satisfies FieldCase;
