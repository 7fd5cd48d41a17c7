import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://www.apollographql.com/docs/react/api/link/apollo-link-batch-http',
  does: 'GraphQL in batches of two operations by POST, each second: what they ask for differs from page to page of the application.',
  serve: () => ({
    async answer(call) {
      const asked: { operationName: string }[] = JSON.parse(await bodyOf(call.request));
      await call.pause(70);
      json(
        call,
        asked.map(({ operationName }) => ({ data: { [operationName]: { n: call.nth } } })),
      );
    },
  }),
  page() {
    const operation = (operationName: string, id: string) => ({
      operationName,
      variables: { id },
      query: `query ${operationName}($id: ID!) { ${operationName.toLowerCase()}(id: $id) { n } }`,
    });
    const batches = [
      [operation('User', 'u1'), operation('Cart', 'c1')],
      [operation('Product', 'p8'), operation('Reviews', 'p8')],
      [operation('Cart', 'c1'), operation('User', 'u1')],
      [operation('Product', 'p3'), operation('Reviews', 'p3')],
      [operation('Shipping', 'c1'), operation('Cart', 'c1')],
      [operation('Product', 'k2'), operation('Reviews', 'k2')],
      [operation('Orders', 'u1'), operation('User', 'u1')],
    ];
    setInterval(() => {
      const batch = batches.shift();
      if (!batch) return;
      const asked = fetch('/graphql', { method: 'POST', body: JSON.stringify(batch) });
      void asked.then((response) => response.json());
    }, 1000);
  },
  seconds: 9,
  rows: [],
  // The others are asked for once.
  requests: [
    { endpoint: /POST .*\/graphql.*User/, label: ['again'] },
    { endpoint: /POST .*\/graphql.*Product/, label: ['questions'] },
  ],
} satisfies HealthyPage;
