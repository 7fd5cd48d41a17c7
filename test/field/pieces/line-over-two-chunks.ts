import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/0xPlaygrounds/rig/issues/1758',
  reported:
    'A client parses each chunk by itself. Where a long line comes in two chunks it fails within the answer.',
  needed: 'The lines are whole and good. One came in two chunks: the reader’s fault, not the server’s.',
  async answer({ request, response, pause }) {
    await bodyOf(request);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const line = (content: string) =>
      `${JSON.stringify({ model: 'm', message: { content }, done: false })}\n`;
    const long = line('A long thought. '.repeat(12));
    for (const chunk of [line('So'), long.slice(0, 90), long.slice(90), `${line('it')}${line('is')}`]) {
      response.write(chunk);
      await pause(150);
    }
    response.end('{"model":"m","done":true}\n');
  },
  async page() {
    await (await fetch('/api/chat', { method: 'POST', body: '{"model":"m","think":true}' })).text();
    document.title = 'done';
  },
  until: untilDone,
  rows: [{ is: { transport: 'pieces', framing: 'JSON lines', events: 5 }, state: 'over', findings: [] }],
  requests: [],
} satisfies FieldCase;
