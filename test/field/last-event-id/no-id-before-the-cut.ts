import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/tigerlily/redisse/issues/4',
  reported:
    'A client whose connection breaks before its first event has no ID to send. It never learns what came in between. An event with the current ID at the start of each connection cured it.',
  needed: 'The reconnect named no place, since no ID had come.',
  async answer(call) {
    if (call.nth > 1) {
      eventStream(call, 'id: 8\ndata: later\n\n');
      return;
    }
    const response = eventStream(call, 'retry: 500\n\n: ok\n\n');
    await call.pause(2000);
    response.destroy();
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk', 2),
  stillWrong:
    'Findings does not say that the reconnect could name no ID, since none had come. Connections shows that it sent none.',
  rows: [
    {
      is: { connections: 2 },
      state: 'open',
      findings: ['note connection-fails'],
      says: [/It is open again/],
      never: [/skipped|not honoured/],
    },
  ],
} satisfies FieldCase;
