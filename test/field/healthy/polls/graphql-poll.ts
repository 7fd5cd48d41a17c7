import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://www.apollographql.com/docs/react/data/queries#polling',
  does: 'Apollo’s pollInterval: one operation by POST each second, and between its rounds other operations by the same line.',
  serve: () => ({
    async answer(call) {
      const { operationName } = JSON.parse(await bodyOf(call.request));
      await call.pause(60);
      json(call, { data: { [operationName]: { count: call.nth } } });
    },
  }),
  page() {
    const ask = async (operationName: string, variables: object) => {
      const query = `query ${operationName} { ${operationName.toLowerCase()} { count } }`;
      const body = JSON.stringify({ operationName, variables, query });
      await (await fetch('/graphql', { method: 'POST', body })).json();
    };
    setInterval(ask, 1000, 'Unread', {});
    for (const [at, id] of [
      [1300, 'f1'],
      [2400, 'k8'],
      [2700, 'b3'],
      [5600, 'z2'],
      [7350, 'a9'],
    ] as const)
      setTimeout(ask, at, 'Film', { id });
  },
  seconds: 9,
  rows: [{ kind: 'short poll', transport: ['poll'], url: /graphql/, notes: ['poll-short', 'poll-headers'] }],
  requests: [{ endpoint: /POST .*\/graphql.*Film/, label: ['questions'] }],
} satisfies HealthyPage;
