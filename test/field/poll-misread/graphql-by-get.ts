import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/firefox-devtools/ux/issues/112',
  reported:
    'All calls of an application have one address, /graphql. Nothing in the list of requests tells them apart.',
  needed: 'A group for each operation, by its name. Different operations are no loop.',
  answer: ({ response, nth }) => json(response, { data: { item: { id: nth } } }),
  async page() {
    const ask = async (name: string, variables: object) => {
      const query = `query ${name}($id: ID) { item(id: $id) { id } }`;
      const asked = new URLSearchParams({ operationName: name, query, variables: JSON.stringify(variables) });
      await (await fetch(`/graphql?${asked}`)).json();
      await new Promise((done) => setTimeout(done, 250));
    };
    await ask('Viewer', {});
    for (const id of [7, 3, 9]) {
      await ask('Item', { id });
      await ask('Comments', { id, first: 10 });
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [
    { endpoint: /\/graphql.*Item/, label: 'questions', requests: 3, questions: 3 },
    { endpoint: /\/graphql.*Comments/, label: 'questions', requests: 3, questions: 3 },
  ],
  never: [/poll/i, /waits/],
} satisfies FieldCase;
