import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/ndjson/ndjson-spec/issues/43',
  reported: 'A server fails within an answer of JSON lines, after a whole line. What came looks complete.',
  needed: 'The body was cut: it has no end. By its lines alone that cannot be seen.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('{"some":"thing"}\n');
    await pause(200);
    response.write('{"foo":17,"bar":false}\n');
    await pause(200);
    response.socket?.destroy();
  },
  async page() {
    await fetch('/export')
      .then((response) => response.text())
      .catch(() => {});
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'pieces', framing: 'JSON lines', events: 2 },
      state: 'failed',
      findings: ['error pieces-cut'],
    },
  ],
  requests: [],
} satisfies FieldCase;
