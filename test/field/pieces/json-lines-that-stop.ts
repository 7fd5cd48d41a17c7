import { type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/jorge-menjivar/unsaged/issues/79',
  reported:
    'On its host a chat shows the first words of the answer and then freezes. On the developer’s machine all is well.',
  needed: 'The answer began: three lines. It is open, and nothing has come for so long.',
  async answer({ response, pause }) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    for (const word of ['The', ' sky', ' is']) {
      response.write(
        `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: word }, done: false })}\n`,
      );
      await pause(120);
    }
    await pause(60_000);
  },
  async page() {
    const response = await fetch('/api/chat', { method: 'POST', body: '{"model":"m","stream":true}' });
    const reader = response.body?.getReader();
    // A busy machine gives several lines to one read.
    for (let text = ''; text.split('\n').length <= 3; ) {
      text += new TextDecoder().decode((await reader?.read())?.value);
    }
    void reader?.read();
    await new Promise((done) => setTimeout(done, 1500));
    document.title = 'done';
  },
  until: untilDone,
  isLive: true,
  later: 20_000,
  rows: [{ is: { transport: 'pieces', framing: 'JSON lines', events: 3 }, state: 'open', findings: [] }],
  requests: [],
} satisfies FieldCase;
