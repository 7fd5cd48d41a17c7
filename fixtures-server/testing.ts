/** How the tests send requests: by plain Node http, so that nothing stands between the TCP connection and the bytes. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The code of the error that broke the response off, or null for a proper end. */
  readonly broken: string | null;
}

/** Sends a request and resolves with the response as soon as its head is here. */
export async function open(url: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { method = 'GET', body, headers = {} } = asked;
  const req = request(url, { method, headers, agent: false });
  // A response broken off is an error of the request too, after `once` below has stopped listening.
  req.on('error', () => undefined);
  req.end(body);
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  return res;
}

/** Reads a response to its end, proper or not. */
export async function get(url: string, asked: Asked = {}): Promise<Got> {
  const res = await open(url, asked);
  const parts: Buffer[] = [];
  let broken: string | null = null;
  try {
    for await (const part of res as AsyncIterable<Buffer>) parts.push(part);
  } catch (error) {
    broken = (error as NodeJS.ErrnoException).code ?? String(error);
  }
  return { status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts), broken };
}
