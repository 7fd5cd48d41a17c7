import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

export default {
  source: 'https://developer.mozilla.org/en-US/docs/Web/API/AbortController',
  does: 'A search asks at each letter; a request that is not answered by then is given up.',
  serve: () => ({
    async answer(call) {
      const q = urlOf(call).searchParams.get('q') ?? '';
      await call.pause(q.length % 3 === 0 ? 450 : 60);
      json(call, { q, hits: [`${q}ing`, `${q}ed`] });
    },
  }),
  page() {
    let running = new AbortController();
    const ask = (q: string) => {
      running.abort();
      running = new AbortController();
      const url = `/search?q=${encodeURIComponent(q)}&limit=10`;
      fetch(url, { signal: running.signal })
        .then((response) => response.json())
        .catch(() => {});
    };
    const typed = 'event stream';
    const pauses = [180, 220, 160, 300, 210, 190, 700, 240, 150, 260, 200, 310];
    let at = 0;
    pauses.forEach((pause, index) => {
      at += pause;
      setTimeout(() => ask(typed.slice(0, index + 1)), at);
    });
    // Another word, at an even pace.
    ['p', 'po', 'pol', 'poll'].forEach((q, index) => {
      setTimeout(() => ask(q), 4500 + index * 300);
    });
  },
  seconds: 7,
  rows: [],
  requests: [{ endpoint: /GET .*\/search/, label: ['questions'] }],
} satisfies HealthyPage;
