import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

export default {
  source: 'https://graphql.github.io/graphql-over-http/draft/#sec-GET',
  does: 'GraphQL by GET: a user turns from one film to the next, each second. One address, one operation, other variables.',
  serve: () => ({
    async answer(call) {
      await call.pause(80);
      const { id } = JSON.parse(urlOf(call).searchParams.get('variables') ?? '{}');
      json(call, { data: { film: { id, title: `Film ${id}`, cast: [{ name: `A ${call.nth}` }] } } });
    },
  }),
  page() {
    const query = 'query Film($id: ID!) { film(id: $id) { id title cast { name } } }';
    const ids = ['m1', 'x7', 'b3', 'k9', 'q2', 'a8', 'c4', 'z6'];
    setInterval(() => {
      const id = ids.shift();
      const variables = encodeURIComponent(JSON.stringify({ id }));
      if (id)
        void fetch(
          `/graphql?query=${encodeURIComponent(query)}&operationName=Film&variables=${variables}`,
        ).then((response) => response.json());
    }, 1000);
  },
  seconds: 9,
  rows: [],
  requests: [{ endpoint: /GET .*\/graphql/, label: ['questions'] }],
} satisfies HealthyPage;
