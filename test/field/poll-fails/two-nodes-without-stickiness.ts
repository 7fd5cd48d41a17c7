import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { type FieldCase, untilDone } from '../case.ts';

/** The methods of the client that are used here. */
interface Lib {
  io(options: object): { io: { on(event: string, listener: () => void): void }; close(): void };
}

export default {
  source: 'https://github.com/socketio/socket.io-sticky/issues/2',
  reported:
    'With several workers each client connects and fails, over and over, with 400 and “Session ID unknown”.',
  needed:
    'One row of socket.io. Each handshake is good and the next request is refused, with these words: another node got it.',
  attach(server: Server, isOwn: boolean) {
    if (!isOwn) return;
    const nodes = [createServer(), createServer()] as const;
    for (const node of nodes) new SocketIo(node, { transports: ['polling'] });
    let turn = 0;
    const others = server.listeners('request') as ((
      request: IncomingMessage,
      response: ServerResponse,
    ) => void)[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/socket.io/'))
        nodes[turn++ % 2 === 0 ? 0 : 1].emit('request', request, response);
      else for (const listener of others) listener(request, response);
    });
  },
  lib: `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`,
  async page(_, { io }: Lib) {
    const socket = io({ transports: ['polling'], reconnectionDelay: 300, reconnectionDelayMax: 300 });
    let attempts = 0;
    await new Promise<void>((done) => {
      socket.io.on('reconnect_attempt', () => {
        if (++attempts === 4) done();
      });
    });
    socket.close();
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', failing: true },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/socket\.io|Engine\.IO/i, /Session ID unknown/, /400/],
      never: [/burst/],
    },
  ],
  requests: [],
} satisfies FieldCase;
