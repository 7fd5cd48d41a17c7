import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/robertmrk/aiocometd/issues/1',
  reported:
    'The server does not know the client any more and advises a new handshake. The client shakes hands over and over, thousands of times.',
  needed:
    'One row of Bayeux: each connect is refused with “403::Unknown client” in an answer of status 200, and each handshake is good.',
  async answer({ request, response, nth }) {
    const [asked] = JSON.parse(await bodyOf(request)) as [{ channel: string; id: string }];
    const { channel, id } = asked;
    if (channel === '/meta/handshake') {
      const about = { version: '1.0', supportedConnectionTypes: ['long-polling'], clientId: `c${nth}` };
      json(response, [{ channel, id, successful: true, ...about }]);
    } else {
      const advice = { reconnect: 'handshake', interval: 0 };
      json(response, [{ channel, id, successful: false, error: '403::Unknown client', advice }]);
    }
  },
  async page() {
    let id = 0;
    const send = async (message: object) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify([{ ...message, id: String(++id) }]);
      const [reply] = await (await fetch('/cometd', { method: 'POST', headers, body })).json();
      return reply;
    };
    for (let round = 0; round < 8; round++) {
      const { clientId } = await send({
        channel: '/meta/handshake',
        version: '1.0',
        supportedConnectionTypes: ['long-polling'],
      });
      await new Promise((done) => setTimeout(done, 250));
      await send({ channel: '/meta/connect', clientId, connectionType: 'long-polling' });
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', failing: true },
      state: 'open',
      findings: ['error poll-fault'],
      says: [/Bayeux|CometD/, /403::Unknown client/],
      never: [/waits/, /Short polling/i],
    },
  ],
  requests: [],
} satisfies FieldCase;
