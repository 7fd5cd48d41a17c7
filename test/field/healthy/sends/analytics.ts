import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://www.w3.org/TR/beacon/',
  does: 'What the user does is sent each second: by sendBeacon, and by fetch where the page wants to know that it came. Both are answered 204.',
  serve: () => ({
    async answer({ response, pause }) {
      await pause(20);
      response.writeHead(204).end();
    },
  }),
  page() {
    let n = 0;
    setInterval(() => {
      n++;
      navigator.sendBeacon('/beacon', `{"event":"scroll","depth":${n * 7}}`);
      const body = JSON.stringify({ event: 'view', n, at: Date.now(), visitor: 'v-81' });
      void fetch('/collect', { method: 'POST', body, keepalive: true });
    }, 1000);
  },
  seconds: 9,
  rows: [],
  requests: [
    { endpoint: /POST .*\/beacon/, label: ['sends'] },
    { endpoint: /POST .*\/collect/, label: ['sends'] },
  ],
} satisfies HealthyPage;
