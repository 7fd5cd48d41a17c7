import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://swr.vercel.app/docs/revalidation',
  does: 'As SWR does: shown from the cache, and asked anew on focus, on reconnect and by refreshInterval after each answer; 304 while nothing is new.',
  serve: () => ({
    async answer({ request, response, nth, pause }) {
      await pause(35);
      const etag = `"${Math.ceil(nth / 3)}"`;
      const headers = { etag, 'cache-control': 'no-cache', 'content-type': 'application/json' };
      if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
      else response.writeHead(200, headers).end(JSON.stringify({ unread: Math.ceil(nth / 3) }));
    },
  }),
  page() {
    const fetcher = () => fetch('/api/unread').then((response) => response.json());
    // refreshInterval counts from the answer.
    const next = () => fetcher().then(() => setTimeout(next, 900));
    void next();
    // dedupingInterval is over, and the user comes back.
    setTimeout(fetcher, 4300);
  },
  seconds: 9,
  rows: [
    { kind: 'short poll', transport: ['poll'], url: /\/api\/unread/, notes: ['poll-short', 'poll-headers'] },
  ],
} satisfies HealthyPage;
