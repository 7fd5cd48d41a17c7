import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/highlight/highlight/issues/4168',
  reported:
    'A client sends its GraphQL operations in batches. A list of requests shows no operation of a batch.',
  needed: 'The operations of each batch. Batches of the same operations are a group; others are not.',
  answer: ({ response, nth }) => json(response, [{ data: { n: nth } }]),
  async page() {
    const send = async (...names: string[]) => {
      const body = JSON.stringify(
        names.map((operationName) => ({
          operationName,
          query: `query ${operationName} { n }`,
          variables: { at: Math.random() },
        })),
      );
      const headers = { 'content-type': 'application/json' };
      await (await fetch('/graphql', { method: 'POST', headers, body })).json();
      await new Promise((done) => setTimeout(done, 300));
    };
    await send('Viewer', 'Menu');
    await send('Cart');
    await send('Prices', 'Stock');
    await send('Cart');
    await send('Stock', 'Prices');
    await send('Viewer');
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [
    { endpoint: /POST .*\/graphql.*Cart/, label: 'questions', requests: 2 },
    { endpoint: /POST .*\/graphql.*Prices.*Stock/, label: 'questions', requests: 2 },
  ],
  never: [/poll/i, /waits/],
} satisfies FieldCase;
