import type { Call } from '../../case.ts';
import type { HealthyPage, Served } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

const TOKEN = 'SFMyNTY.g2gDaAJhBXQAAAAC.4nTQ';

/** As Phoenix answers a long poll: 200 always, and the status in the body; 410 where the session is new, 204 where nothing came. */
function channels(): Served {
  let messages: string[] = [];
  let wake = () => {};
  const say = (frame: readonly unknown[]) => {
    messages.push(JSON.stringify(frame));
    wake();
  };
  const poll = async (call: Call) => {
    if (!call.path.includes('token=')) {
      json(call, { status: 410, token: TOKEN, messages: [] });
      return;
    }
    if (messages.length === 0)
      await Promise.race([
        call.pause(3500),
        new Promise<void>((done) => {
          wake = done;
        }),
      ]);
    json(call, { status: messages.length > 0 ? 200 : 204, token: TOKEN, messages });
    messages = [];
  };
  return {
    async answer(call) {
      if (call.request.method === 'GET') return poll(call);
      const lines = (await bodyOf(call.request)).split('\n');
      json(call, { status: 200, token: null, messages: [] });
      for (const line of lines) {
        const [joinRef, ref, topic, event, payload] = JSON.parse(line);
        say([joinRef, ref, topic, 'phx_reply', { status: 'ok', response: {} }]);
        if (event === 'shout') say([null, null, topic, 'shout', payload]);
      }
    },
  };
}

export default {
  source: 'https://phoenix.hexdocs.pm/js/#LongPoll',
  does: 'Phoenix channels on long polling: the session, a join, pushes of the page and what the room hears.',
  lib: `export { Socket, LongPoll } from 'phoenix';`,
  serve: channels,
  async page() {
    const { Socket, LongPoll } = await import(String('/lib.js'));
    const socket = new Socket('/socket', { transport: LongPoll, params: { user: 'u1' } });
    socket.connect();
    const room = socket.channel('room:red', {});
    room.join();
    for (const at of [700, 1200, 6000, 9500])
      setTimeout(() => room.push('shout', { text: `it is ${at}` }), at);
  },
  seconds: 14,
  rows: [{ kind: 'Phoenix', transport: ['poll'], url: /\/socket\/longpoll/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
