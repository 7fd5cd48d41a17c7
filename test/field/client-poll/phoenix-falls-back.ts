import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

/** What is used of the client. */
interface Channel {
  join(): void;
  on(event: string, listener: () => void): void;
}
interface Lib {
  Socket: new (path: string, options: object) => { connect(): void; channel(topic: string): Channel };
}

export default {
  source: 'https://github.com/phoenixframework/phoenix/issues/5720',
  reported:
    'Most views fall back to long polling, though a WebSocket would open. The time until the fallback changes nothing.',
  needed:
    'The WebSocket had no answer within the time; then one row of Phoenix that polls, with what it sends, and is healthy.',
  async handshake({ pause }) {
    await pause(60_000);
  },
  async answer({ request, response, nth, pause }) {
    const asked = await bodyOf(request);
    if (request.method === 'POST') {
      json(response, { status: 200, asked: asked.length });
      return;
    }
    const token = 'SFMyNTY.g2gDaAJhA3QAAAADdwNwaWQ';
    if (nth === 1) json(response, { status: 410, token, messages: [] });
    else {
      await pause(800);
      json(response, {
        status: 200,
        token,
        messages: [JSON.stringify([null, null, 'room:1', 'shout', { n: nth }])],
      });
    }
  },
  lib: `export { Socket } from 'phoenix';`,
  async page(_, { Socket }: Lib) {
    const socket = new Socket('/live', { longPollFallbackMs: 400, heartbeatIntervalMs: 1500 });
    socket.connect();
    const channel = socket.channel('room:1');
    let heard = 0;
    const enough = new Promise<void>((done) => {
      channel.on('shout', () => {
        if (++heard === 5) done();
      });
    });
    channel.join();
    await enough;
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    { is: { transport: 'websocket' }, state: 'failed', findings: [] },
    {
      is: { transport: 'poll' },
      state: 'open',
      findings: [],
      says: [/Phoenix/],
      never: [/waits/, /Mostly empty/],
    },
  ],
  requests: [],
} satisfies FieldCase;
