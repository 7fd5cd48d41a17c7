import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/canjs/can-ndjson-stream/issues/56',
  reported:
    'An answer is an array whose elements come one after the other. Its closing bracket may come late, or never.',
  needed:
    'A row an element as it comes; and that the array was never closed, so that no parser takes the whole.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('[{"name":"hello"},\n');
    for (const name of ['goodbye', 'test', 'test2', 'test3']) {
      await pause(700);
      response.write(`{"name":"${name}"},\n`);
    }
    response.end();
  },
  async page() {
    const response = await fetch('/all');
    const reader = response.body?.getReader();
    for (let isDone = false; !isDone; ) isDone = (await reader?.read())?.done ?? true;
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'pieces', framing: 'JSON array', events: 5 },
      state: 'failed',
      findings: ['error pieces-array-open'],
    },
  ],
  requests: [],
} satisfies FieldCase;
