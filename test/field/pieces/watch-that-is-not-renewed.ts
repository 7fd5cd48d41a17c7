import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/lensapp/lens/issues/6635',
  reported:
    'A watch of a cluster’s objects is ended, as each is after some minutes. The client opens no other, and shows what is no longer so.',
  needed: 'The watch: its events, when the server ended it, and that no other was asked for since.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/json' });
    for (const type of ['ADDED', 'ADDED', 'MODIFIED', 'DELETED']) {
      const object = { kind: 'Pod', metadata: { name: 'web-0', resourceVersion: '162063' } };
      response.write(`${JSON.stringify({ type, object })}\n`);
      await pause(650);
    }
    response.end();
  },
  async page() {
    await (await fetch('/api/v1/namespaces/x/pods?watch=1&resourceVersion=162060')).text();
    document.title = 'done';
  },
  until: untilDone,
  later: 20_000,
  rows: [
    {
      is: { transport: 'pieces', framing: 'JSON lines', events: 4 },
      state: 'over',
      findings: [],
      says: [/complete/],
    },
  ],
  requests: [],
} satisfies FieldCase;
