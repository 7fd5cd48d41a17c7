/** Servers that hold requests, as those of SignalR and Phoenix do over long polling; and one that sends each request to another. */
import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { bodyOf } from './healthy/site.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** Messages that wait for a request, or a request that waits for messages. */
class Mailbox {
  readonly #messages: string[] = [];
  #waiting: ((messages: string[]) => void) | null = null;

  put(...messages: string[]): void {
    this.#messages.push(...messages);
    this.#deliver();
  }

  /** @param give gets all that is there, once something is. */
  take(give: (messages: string[]) => void): void {
    this.#waiting = give;
    if (this.#messages.length > 0) this.#deliver();
  }

  /** Answers the request that waits with nothing. */
  close(): void {
    this.#waiting?.([]);
    this.#waiting = null;
  }

  #deliver(): void {
    const give = this.#waiting;
    this.#waiting = null;
    if (give) give(this.#messages.splice(0));
  }
}

const END = '\u001e';

/** A hub of SignalR at /hub over long polling alone: it says back what it is told. */
export function signalRPolling(): Answer {
  const box = new Mailbox();
  let isOpen = false;
  return async (request, response, { pathname }) => {
    if (pathname === '/hub/negotiate') {
      const availableTransports = [{ transport: 'LongPolling', transferFormats: ['Text'] }];
      const offer = { negotiateVersion: 1, connectionId: 'c1', connectionToken: 'k1', availableTransports };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(offer));
    } else if (request.method === 'DELETE') {
      box.close();
      response.writeHead(202).end();
    } else if (request.method === 'POST') {
      const body = await bodyOf(request);
      response.writeHead(200).end();
      for (const part of body.split(END).filter(Boolean)) {
        const { protocol, invocationId, arguments: said } = JSON.parse(part);
        if (protocol) box.put(`{}${END}`);
        else if (invocationId)
          box.put(
            `${JSON.stringify({ type: 1, target: 'said', arguments: said })}${END}`,
            `${JSON.stringify({ type: 3, invocationId, result: 'ok' })}${END}`,
          );
      }
    } else if (!isOpen) {
      // The first poll says that the connection is there.
      isOpen = true;
      response.writeHead(200).end();
    } else
      box.take((messages) => {
        if (messages.length === 0) response.writeHead(204).end();
        else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(messages.join(''));
      });
  };
}

/** Phoenix channels at /socket/longpoll: each message is replied to, and a “shout” is said back. */
export function phoenixPolling(): Answer {
  const box = new Mailbox();
  const token = 'SFMyNTY.g2gD-1';
  return async (request, response, { searchParams }) => {
    const answer = (body: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST') {
      for (const line of (await bodyOf(request)).split('\n')) {
        const [joinRef, ref, topic, event, payload] = JSON.parse(line);
        box.put(JSON.stringify([joinRef, ref, topic, 'phx_reply', { status: 'ok', response: {} }]));
        if (event === 'shout') box.put(JSON.stringify([null, null, topic, 'shout', payload]));
      }
      answer({ status: 200 });
    } else if (searchParams.get('token') !== token) answer({ status: 410, token });
    else box.take((messages) => answer({ status: 200, token, messages }));
  };
}

/** A proxy without sticky sessions: each request goes to the next of the servers. */
export function roundRobin(ports: () => readonly number[]): Answer {
  let next = 0;
  return (request, response) => {
    const all = ports();
    const port = all[next++ % all.length];
    const { method, url: path, headers } = request;
    const onward = send({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
