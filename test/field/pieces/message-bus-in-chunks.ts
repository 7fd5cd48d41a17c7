import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/discourse/message_bus/issues/157',
  reported:
    'Messages seem to come only when a poll ends, every 25 s. Whether the server writes them as they happen is argued for long.',
  needed: 'One row of message_bus, a row a message at the time it came, within polls that are still held.',
  async answer({ request, response, nth, pause }) {
    await bodyOf(request);
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    for (let part = 0; part < 4; part++) {
      const message = {
        global_id: nth * 10 + part,
        message_id: part,
        channel: '/chat',
        data: { text: 'hi' },
      };
      response.write(`[${JSON.stringify(message)}]\r\n|\r\n`);
      await pause(700);
    }
    response.end();
  },
  async page() {
    const client = '265582e80e9b4222baa3914fa217f32f';
    let last = 0;
    for (let seq = 1; seq <= 3; seq++) {
      const body = new URLSearchParams({ '/chat': String(last), __seq: String(seq) });
      const response = await fetch(`/message-bus/${client}/poll`, { method: 'POST', body });
      last = Number(/"message_id":(\d+)/.exec(await response.text())?.[1]);
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', connections: 3, events: 12 },
      state: 'open',
      findings: [],
      says: [/message_bus|MessageBus/i],
      never: [/waits/],
    },
  ],
  requests: [],
} satisfies FieldCase;
