import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/EventSource/eventsource/issues/27',
  reported:
    'Each reconnect of a client sends the ID that it was given at the start, not the one of its latest event.',
  needed:
    'The ID that was sent is older than the last one that came: the events after it come twice, by the client’s fault.',
  async answer(call) {
    const after = Number(call.request.headers['last-event-id']);
    const response = eventStream(call);
    for (const id of [after + 1, after + 2, after + 3]) response.write(`id: ${id}\ndata: message ${id}\n\n`);
    await call.pause(300);
    response.end();
  },
  async page() {
    for (let round = 0; round < 3; round++) {
      const headers = { accept: 'text/event-stream', 'last-event-id': '3' };
      await (await fetch('/stream', { headers })).text();
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  },
  until: (capture) => capture.until('end', 3),
  rows: [
    {
      is: { connections: 3, events: 9 },
      state: 'over',
      findings: ['warning old-id'],
      says: [/“3”/, /“6”/],
      never: [/not honoured/],
    },
  ],
} satisfies FieldCase;
