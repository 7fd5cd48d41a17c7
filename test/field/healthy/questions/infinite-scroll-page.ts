import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

export default {
  source: 'https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api',
  does: 'A list loads page=2, page=3, … as its reader scrolls, each 800 ms, until a page is empty.',
  serve: () => ({
    async answer(call) {
      await call.pause(60);
      const page = Number(urlOf(call).searchParams.get('page'));
      json(call, page < 9 ? [1, 2].map((n) => ({ id: page * 10 + n, name: `item ${page} ${n}` })) : []);
    },
  }),
  page() {
    let page = 0;
    const timer = setInterval(async () => {
      const response = await fetch(`/items?page=${++page}&per_page=2`);
      if ((await response.json()).length === 0) clearInterval(timer);
    }, 800);
  },
  seconds: 9,
  rows: [],
  requests: [{ endpoint: /GET .*\/items/, label: ['list', 'questions'] }],
} satisfies HealthyPage;
