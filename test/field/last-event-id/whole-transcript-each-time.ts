import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/feder-cr/invisible_playwright_mcp/pull/1263',
  reported:
    'Each reconnect of a chat page gets the whole conversation again, and the page shows it twice, then three times. The events had no IDs.',
  needed:
    'The same twenty events came again, so many times. Without IDs the server cannot know what the page has.',
  async answer(call) {
    const turns = Array.from(
      { length: 20 },
      (_, n) => `event: turn\ndata: {"n":${n},"text":"Turn ${n} of the talk"}\n\n`,
    );
    const response = eventStream(
      call,
      `retry: 500\n\n${turns.join('')}`,
      'event: state\ndata: {"busy":false}\n\n',
    );
    await call.pause(2000);
    response.destroy();
  },
  page() {
    const source = new EventSource('/events');
    source.addEventListener('turn', () => {});
    source.addEventListener('state', () => {});
  },
  until: (capture) => capture.until('end', 4),
  rows: [
    {
      is: { connections: 4 },
      state: 'failed',
      findings: ['warning connection-fails', 'note no-ids'],
      says: [/3 reconnects without an ID brought again what had come: 63 events/],
      never: [/is lost/],
    },
  ],
} satisfies FieldCase;
