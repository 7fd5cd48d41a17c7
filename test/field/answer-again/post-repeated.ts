import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Azure/fetch-event-source/issues/79',
  reported:
    'A stream by POST: its six events come, and then the same request and the same events without end.',
  needed:
    'The same POST was sent again after a complete answer, with Last-Event-ID 10, and the server began anew.',
  isLive: true,
  async answer(call) {
    const response = eventStream(call);
    for (const id of [0, 2, 4, 6, 8, 10]) response.write(`data: {"text":"part ${id}"}\nid: ${id}\n\n`);
    await call.pause(100);
    response.end();
  },
  async page() {
    for (let round = 0; round < 4; round++) {
      const headers = { accept: 'text/event-stream', ...(round > 0 && { 'last-event-id': '10' }) };
      await (await fetch('/chat', { method: 'POST', headers, body: '{"q":"hello"}' })).text();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  },
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'over',
      findings: ['warning answer-again'],
      says: [/with the last event ID “10”/, /3 times/],
      never: [/left out/],
    },
  ],
} satisfies FieldCase;
