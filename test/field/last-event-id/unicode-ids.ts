import { eventStream, type FieldCase } from '../case.ts';

/** A near miss: a browser sends the ID as UTF-8, and the server knows it again. */
export default {
  source: 'https://github.com/nodejs/undici/pull/5746',
  reported:
    'An ID with characters beyond Latin-1 made every reconnect of a client fail before it left: it did not write the ID as UTF-8.',
  needed: 'The ID that was sent, as text: it is the last one that came.',
  async answer(call) {
    if (call.nth === 1) {
      eventStream(call, 'retry: 300\n\n').end('id: größe-€-1 🙂\ndata: a\n\n');
      return;
    }
    const sent = Buffer.from(String(call.request.headers['last-event-id']), 'latin1').toString();
    eventStream(call, `id: größe-€-2\ndata: ${sent === 'größe-€-1 🙂' ? 'known' : 'unknown'}\n\n`);
  },
  page: () => new EventSource('/stream'),
  until: async (capture) => {
    await capture.until('response', 2);
    await capture.until('chunk', 2);
  },
  rows: [
    {
      is: { connections: 2, events: 2 },
      state: 'open',
      findings: [],
      never: [/Ã|â|unknown/],
    },
  ],
} satisfies FieldCase;
