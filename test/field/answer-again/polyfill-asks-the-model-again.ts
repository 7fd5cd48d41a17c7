import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Yaffle/EventSource/issues/216',
  reported:
    'One click in a chat, and the same question is sent to the model for ever. The page reads by a polyfill, which connects again when the answer has ended.',
  needed:
    'Each request follows a complete answer with the same content, a second later, by the page’s own program.',
  async answer(call) {
    const response = eventStream(call);
    for (let word = 1; word <= 12; word++) response.write(`data:{"choices":[{"text":"word ${word}"}]}\n\n`);
    await call.pause(100);
    response.end('data:[DONE]\n\n');
  },
  async page() {
    for (let round = 0; round < 6; round++) {
      await (await fetch('/ask?question=hello', { headers: { accept: 'text/event-stream' } })).text();
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  },
  until: (capture) => capture.until('end', 6),
  rows: [
    {
      is: { connections: 6 },
      state: 'over',
      findings: ['note answer-again'],
      says: [/program requested it again/, /5 times/],
      never: [/browser requested/],
    },
  ],
} satisfies FieldCase;
