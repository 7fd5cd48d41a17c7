import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/subk/kube-watch/issues/3',
  reported: 'A watch brings no events any more after an hour or so. Nobody knows who ended it.',
  needed:
    'The server ended it, and the page read it to its end. Where that cannot be told from a page that stops reading, that it is not known.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    for (const name of ['api-0', 'api-1', 'api-2']) {
      await pause(650);
      response.write(`${JSON.stringify({ type: 'ADDED', object: { kind: 'Pod', metadata: { name } } })}\n`);
    }
    response.end();
  },
  async page() {
    const response = await fetch('/api/v1/pods?watch=1&timeoutSeconds=3600');
    const reader = response.body?.getReader();
    for (let isDone = false; !isDone; ) isDone = (await reader?.read())?.done ?? true;
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'pieces', framing: 'JSON lines', events: 3 },
      state: 'over',
      findings: [],
      says: [/Whether it is complete, or the page stopped reading it, is not known: .*no-store/],
      never: [/Stopped by the page/],
    },
  ],
  requests: [],
} satisfies FieldCase;
