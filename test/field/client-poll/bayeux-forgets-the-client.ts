import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/cometd/cometd/issues/582',
  reported:
    'A client connects, is idle for a while, and its next connect is answered “402::Unknown client”. It gets no message after that.',
  needed:
    'One row of Bayeux. One connect was refused, with these words; a new handshake followed, and it has worked since.',
  async answer({ request, response, nth, pause }) {
    const [asked] = JSON.parse(await bodyOf(request)) as [{ channel: string; id: string; clientId?: string }];
    const { channel, id, clientId } = asked;
    if (channel === '/meta/handshake') {
      const about = { version: '1.0', supportedConnectionTypes: ['long-polling'], clientId: `k${nth}x9` };
      json(response, [{ channel, id, successful: true, ...about }]);
    } else if (channel === '/meta/subscribe')
      json(response, [{ channel, id, successful: true, subscription: '/news' }]);
    else if (nth === 6) {
      json(response, [
        {
          channel,
          id,
          successful: false,
          error: `402:${clientId}:Unknown client`,
          advice: { reconnect: 'handshake' },
        },
      ]);
    } else {
      await pause(900);
      const news = { channel: '/news', data: { n: nth } };
      json(response, [
        news,
        { channel, id, successful: true, advice: { reconnect: 'retry', interval: 0, timeout: 30000 } },
      ]);
    }
  },
  async page() {
    let id = 0;
    const send = async (message: object) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify([{ ...message, id: String(++id) }]);
      const replies = await (await fetch('/cometd', { method: 'POST', headers, body })).json();
      return replies.at(-1);
    };
    for (let handshakes = 0; handshakes < 2; handshakes++) {
      const { clientId } = await send({
        channel: '/meta/handshake',
        version: '1.0',
        supportedConnectionTypes: ['long-polling'],
      });
      await send({ channel: '/meta/subscribe', clientId, subscription: '/news' });
      for (let round = 0; round < 5; round++) {
        const reply = await send({ channel: '/meta/connect', clientId, connectionType: 'long-polling' });
        if (!reply.successful) break;
      }
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll' },
      state: 'open',
      findings: [],
      says: [/Bayeux|CometD/, /Unknown client/],
      never: [/waits/],
    },
  ],
  requests: [],
} satisfies FieldCase;
