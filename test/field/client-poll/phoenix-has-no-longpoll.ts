import { type FieldCase, untilDone } from '../case.ts';

/** What is used of the client. */
interface Lib {
  Socket: new (path: string, options: object) => { connect(): void };
}

export default {
  source: 'https://github.com/kapitan-ai/orchard/issues/203',
  reported:
    'The client falls back to long polling, which its server does not offer: no route for /live/longpoll.',
  needed:
    'One row of Phoenix: each request is answered 404, at which address. The server has no such transport.',
  async handshake({ pause }) {
    await pause(60_000);
  },
  answer: ({ response }) =>
    void response
      .writeHead(404, { 'content-type': 'text/plain' })
      .end('no route found for GET /live/longpoll (Phoenix.Router.NoRouteError)'),
  lib: `export { Socket } from 'phoenix';`,
  async page(_, { Socket }: Lib) {
    const socket = new Socket('/live', { longPollFallbackMs: 300, reconnectAfterMs: () => 450 });
    socket.connect();
    await new Promise((done) => setTimeout(done, 5000));
    document.title = 'done';
  },
  until: untilDone,
  stillWrong: 'The row is there with its two refused requests; two do not make it fail.',
  isUnmet: true,
  rows: [
    { is: { transport: 'websocket' }, state: 'failed', findings: [] },
    {
      is: { transport: 'poll', failing: true, status: 404 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/Phoenix/, /404/],
    },
  ],
  requests: [],
} satisfies FieldCase;
