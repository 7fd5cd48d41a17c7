import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/discourse/message_bus/issues/213',
  reported: 'Behind a proxy no message comes before the poll ends. Without the proxy each comes at once.',
  needed:
    'One row of message_bus. Each answer came whole at its end, after 2.5 s, with several messages: held back on the way.',
  async answer({ request, response, nth, pause }) {
    await bodyOf(request);
    let held = '';
    for (let part = 0; part < 3; part++) {
      await pause(800);
      const data = { text: 'hi', sent_at: Date.now() };
      held += `[${JSON.stringify({ global_id: nth * 10 + part, message_id: part, channel: '/chat', data })}]\r\n|\r\n`;
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(held);
  },
  async page() {
    for (let seq = 1; seq <= 4; seq++) {
      const body = new URLSearchParams({ '/chat': String(seq * 3), __seq: String(seq) });
      await (
        await fetch('/message-bus/0b7c2de80e9b4222baa3914fa2179a11/poll', { method: 'POST', body })
      ).text();
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 4, events: 12 },
      state: 'open',
      findings: [],
      says: [/message_bus|MessageBus/i],
    },
  ],
  requests: [],
} satisfies FieldCase;
