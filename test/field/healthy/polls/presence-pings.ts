import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://docs.moodle.org/dev/Session_handling',
  does: 'The page says each second by POST that its user is there; the answer is 204. Beside it GET /ping keeps the session, and its answer is “ok”.',
  serve: () => ({
    async answer({ request, response, pause }) {
      await pause(12);
      if (request.method === 'POST') response.writeHead(204, { 'cache-control': 'no-store' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('ok');
    },
  }),
  page() {
    setInterval(() => fetch('/presence', { method: 'POST', body: '{"state":"online","tab":"t1"}' }), 1000);
    setInterval(() => fetch('/ping'), 1500);
  },
  seconds: 10,
  // A ping by GET asks the same at even times. That is a poll, whatever it is for.
  rows: [{ kind: 'short poll', transport: ['poll'], url: /\/ping/, notes: ['poll-short', 'poll-headers'] }],
  requests: [{ endpoint: /POST .*\/presence/, label: ['sends'] }],
} satisfies HealthyPage;
