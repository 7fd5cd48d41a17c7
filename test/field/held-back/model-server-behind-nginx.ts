import { askModel, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/LostRuins/koboldcpp/pull/1168',
  reported: 'Behind nginx the answer of a model appears when all its tokens are there.',
  needed:
    'Nothing came for so long, then the whole answer in one piece. nginx gathers responses unless it is told not to.',
  async answer({ response, pause }) {
    const began = Date.now();
    await pause(5000);
    const events = Array.from(
      { length: 30 },
      (_, nth) => `data: {"created":${began + nth * 150},"token":"word"}\n\n`,
    );
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      server: 'nginx/1.24.0',
    });
    response.end(events.join(''));
  },
  page: askModel,
  until: (capture) => capture.until('end'),
  rows: [
    {
      is: { events: 30 },
      state: 'over',
      findings: ['warning held-back'],
      says: [/nginx|X-Accel-Buffering/, /4\.\d+ s|5 s/],
    },
  ],
} satisfies FieldCase;
