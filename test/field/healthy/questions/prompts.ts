import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://platform.openai.com/docs/api-reference/chat/create',
  does: 'Five prompts, each after the answer to the one before, each answered whole after 2.3 s.',
  serve: () => ({
    async answer(call) {
      const { messages } = JSON.parse(await bodyOf(call.request));
      await call.pause(2300);
      const message = { role: 'assistant', content: `Answer ${call.nth} to ${messages.at(-1).content}` };
      const choices = [{ index: 0, message, finish_reason: 'stop' }];
      json(call, { id: `chatcmpl-${call.nth}`, object: 'chat.completion', model: 'm', choices });
    },
  }),
  async page() {
    const messages: unknown[] = [];
    for (const content of ['Why is it red?', 'And at noon?', 'How far?', 'In miles?', 'Thank you.']) {
      messages.push({ role: 'user', content });
      const response = await fetch('/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'm', messages }),
      });
      messages.push((await response.json()).choices[0].message);
    }
  },
  seconds: 13,
  rows: [],
  requests: [{ endpoint: /POST .*\/v1\/chat\/completions/, label: ['questions'] }],
} satisfies HealthyPage;
