/** What the servers of the healthy pages have in common. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Call } from '../case.ts';
import type { Served } from './page.ts';

/** Answers with JSON, as an API does whose answers no cache keeps. */
export function json({ response }: { response: ServerResponse }, value: unknown, status = 200): void {
  const body = JSON.stringify(value);
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    .end(body);
}

/** Answers with bytes of a type, whose length is said. */
export function bytes(
  { response }: { response: ServerResponse },
  type: string,
  length: number,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': length,
      'cache-control': 'no-store',
      ...headers,
    })
    .end(Buffer.alloc(length, 7));
}

/** The body of a request, whole. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  return body;
}

/** Path and query of a call. */
export const urlOf = ({ path }: Pick<Call, 'path'>): URL => new URL(path, 'http://site.test');

/** Serves by what attaches itself to a server of Node: it never listens, it is only handed the requests. */
export function attached(attach: (server: ReturnType<typeof createServer>) => () => void): Served {
  const server = createServer();
  const close = attach(server);
  return {
    answer: ({ request, response }) => {
      server.emit('request', request, response);
    },
    handshake: ({ request, tcp }) => {
      server.emit('upgrade', request, tcp, Buffer.alloc(0));
    },
    close,
  };
}
