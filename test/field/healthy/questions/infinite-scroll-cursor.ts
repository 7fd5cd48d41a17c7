import type { HealthyPage } from '../page.ts';
import { json } from '../serving.ts';

export default {
  source: 'https://graphql.org/learn/pagination/',
  does: 'A feed loads its next page by an opaque cursor of the answer before, as far as the reader scrolls: at an even pace, then at once, to its end.',
  serve: () => ({
    async answer(call) {
      await call.pause(90);
      const next = call.nth < 12 ? Buffer.from(`post:${call.nth * 7919}`).toString('base64url') : null;
      json(call, {
        posts: [1, 2, 3].map((n) => ({ id: `q${call.nth}${n}`, text: `post ${call.nth} ${n}` })),
        next,
      });
    },
  }),
  async page() {
    let after: string | null = '';
    for (let n = 0; after !== null; n++) {
      const response: Response = await fetch(`/feed?after=${after}&limit=3`);
      ({ next: after } = (await response.json()) as { next: string | null });
      if (n < 7) await new Promise((resolve) => setTimeout(resolve, 700));
    }
  },
  seconds: 9,
  rows: [],
  requests: [{ endpoint: /GET .*\/feed/, label: ['list'] }],
} satisfies HealthyPage;
