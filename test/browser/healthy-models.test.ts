/**
 * Answers of language models that are in order, read by fetch. No rule may call any of it an error or a warning, at any moment
 * of it or of the quiet time after it.
 */
import { test } from 'vitest';
import { chunkLike } from './support/healthy/beats.ts';
import { beating, expectHealthy, withoutStalls } from './support/healthy/judge.ts';
import { aiSdk, anthropic, gemini, openAi, openRouter, responses } from './support/healthy/models.ts';
import { openSite } from './support/healthy/site.ts';
import { write } from './support/healthy/writing.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();

/** Reads an answer to POST to its end. */
const post = `const answer = await fetch('/stream', { method: 'POST', body: '{"stream":true}', headers: { 'content-type': 'application/json' } });
  await answer.text();`;

test.concurrent.for<[string, readonly string[], object]>([
  ['Anthropic Messages, with its pings', anthropic, {}],
  ['OpenAI chat completions', openAi, {}],
  ['OpenAI Responses', responses, { 'content-type': 'text/event-stream; charset=utf-8' }],
  [
    'a UI message stream of the AI SDK',
    aiSdk,
    { 'x-vercel-ai-ui-message-stream': 'v1', 'x-accel-buffering': 'no' },
  ],
  ['Gemini, with CRLF', gemini, { 'content-type': 'text/event-stream' }],
  ['OpenRouter, with comments while it waits', openRouter, {}],
])('%s', async ([, texts, head], context) => {
  const { run, records } = await openSite(plain, context, {
    answer: async (_, response) => (await write(response, texts, head)).end(),
  });
  // Two prompts, one after the other, as in a conversation; the third is stopped half-way.
  await run(`for (let turn = 0; turn < 2; turn++) { ${post} }
    const stop = new AbortController();
    const { body } = await fetch('/stream', { method: 'POST', body: '{"turn":3}', signal: stop.signal });
    await body.getReader().read();
    stop.abort();`);
  expectHealthy(withoutStalls(await records()), 30_000);
});

test.concurrent('comments until a model’s first word, its words, and a pause in which it calls a tool', async (context) => {
  const comments = openRouter.slice(0, 3);
  const { run, records } = await openSite(plain, context, {
    answer: (_, response) => write(response, comments),
  });
  await run(`const { body } = await fetch('/stream', { method: 'POST', body: '{}' });
    const reader = body.getReader();
    for (let bytes = 0; bytes < ${comments.join('').length}; ) bytes += (await reader.read()).value.length;`);
  const tape = withoutStalls(await records());
  const word = [chunkLike(tape, openAi[0] ?? '')];
  const thinking = beating(tape, { beat: [chunkLike(tape, comments[0] ?? '')], every: 1000, times: 20 });
  const speaking = beating(thinking, { beat: word, every: 90, times: 60 });
  expectHealthy(beating(speaking, { beat: word, every: 7000, times: 1 }), 7000);
});
