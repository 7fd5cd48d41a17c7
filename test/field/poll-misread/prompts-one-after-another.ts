import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/pollinations/pollinations/issues/5298',
  reported:
    'A page sends prompts to a model, each after the answer before. After some of them the answer is 429.',
  needed:
    'Six different prompts, one after the other, the last of them refused with 429. Nothing is polled, and there is nothing to hold.',
  async answer({ response, nth, pause }) {
    await pause(nth > 5 ? 20 : 1100);
    if (nth > 5) json(response, { error: 'Too many requests' }, 429);
    else json(response, { choices: [{ message: { role: 'assistant', content: `Answer ${nth}` } }] });
  },
  async page() {
    for (const content of [
      'Describe a fox',
      'Now a hare',
      'Compare them',
      'In one line',
      'As a poem',
      'Once more',
    ]) {
      const body = JSON.stringify({ model: 'large', messages: [{ role: 'user', content }] });
      await (await fetch('/openai', { method: 'POST', body })).text();
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /POST .*\/openai/, label: 'questions', requests: 6, questions: 6 }],
  never: [/poll/i, /list/, /waits/, /hold the request/],
} satisfies FieldCase;
