import type { FieldCase } from '../case.ts';

/** A near miss: a browser takes the last type of the list. */
export default {
  source: 'https://github.com/florimondmanca/httpx-sse/pull/19',
  reported:
    'A server of models names two types in its Content-Type, JSON and the event stream. A client that compares the whole value refuses it.',
  needed: 'The browser took it for an event stream. The header as it was sent; other clients refuse it.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/json, text/event-stream; charset=utf-8' });
    for (const text of ['A', ' good', ' day']) {
      response.write(`data: {"text_output":"${text}"}\n\n`);
      await pause(300);
    }
    response.end();
  },
  async page() {
    const source = new EventSource('/generate_stream');
    source.onerror = () => source.close();
    const headers = { accept: 'text/event-stream' };
    await (await fetch('/generate_stream', { method: 'POST', headers, body: '{}' })).text();
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    { is: { events: 3 }, state: 'over', findings: [], never: [/wrong|refus|for good/i] },
    { is: { events: 3 }, state: 'over', findings: [], never: [/wrong|refus|for good/i] },
  ],
} satisfies FieldCase;
