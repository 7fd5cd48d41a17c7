/** A hub of ASP.NET Core SignalR as its client knows it: JSON protocol, by WebSocket, event stream or long polling. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { bodyOf, EVENT_STREAM } from './site.ts';
import { acceptSockets } from './sockets.ts';

const END = '\u001e';
const PING = { type: 6 };

interface Client {
  send(message: object): void;
}

/** What the hub replies to one message of the client. */
function reply(client: Client, text: string): void {
  for (const part of text.split(END).filter(Boolean)) {
    const message = JSON.parse(part);
    if (message.protocol) {
      client.send({});
      client.send(PING);
    } else if (message.type === 4) {
      for (let item = 0; item < 5; item++) client.send({ type: 2, invocationId: message.invocationId, item });
      client.send({ type: 3, invocationId: message.invocationId });
    } else if (message.type === 1) {
      client.send({ type: 1, target: 'said', arguments: message.arguments });
      if (message.invocationId) client.send({ type: 3, invocationId: message.invocationId, result: 'ok' });
    }
  }
}

/** Offers only the given transport. */
export function signalR(transport: 'WebSockets' | 'ServerSentEvents') {
  let stream: Client | undefined;
  return {
    attach(server: Server) {
      const { sockets, end } = acceptSockets(server, '/hub');
      sockets.on('connection', (socket) => {
        const client: Client = { send: (message) => socket.send(JSON.stringify(message) + END) };
        socket.on('message', (data) => {
          reply(client, String(data));
          if (String(data).includes('"type":7')) socket.close(1000);
        });
      });
      return end;
    },
    async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
      if (url.pathname === '/hub/negotiate') {
        const formats = ['Text'];
        const offer = {
          negotiateVersion: 1,
          connectionId: 'c-1',
          connectionToken: 'q3Yq0S5vF7d_token-1',
          availableTransports: [{ transport, transferFormats: formats }],
        };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(offer));
      } else if (request.method === 'GET') {
        response.writeHead(200, { ...EVENT_STREAM, 'cache-control': 'no-cache,no-store' });
        // ASP.NET Core begins with a comment, so that the browser opens the stream.
        response.write(':\r\n\r\n');
        stream = { send: (message) => response.write(`data: ${JSON.stringify(message)}${END}\r\n\r\n`) };
      } else {
        const body = await bodyOf(request);
        response.writeHead(request.method === 'DELETE' ? 202 : 200).end();
        if (stream) reply(stream, body);
      }
    },
  };
}
