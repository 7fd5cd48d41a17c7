/** A public report, rebuilt small: what its server sent, what its page did, and what the panel must say of it. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ChannelSummary, RequestsLabel } from '../../src/channels/index.ts';
import type { Severity } from '../../src/findings/finding.ts';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';

/** What a page and a server know of each other. */
export interface Places {
  /** Origin of the page’s own server, `http://127.0.0.1:1234`. */
  readonly own: string;
  /** Another origin, whose server answers alike. */
  readonly other: string;
}

/** One request that the server of a case has to answer. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query. */
  readonly path: string;
  /** How many requests it had for this path without its query, this one included. */
  readonly nth: number;
  readonly places: Places;
  /** Waits; never again where the case is over. */
  readonly pause: (ms: number) => Promise<void>;
}

/** A handshake for a WebSocket. */
export interface Handshake extends Pick<Call, 'request' | 'path' | 'nth' | 'pause'> {
  /** The TCP connection, for an answer that opens no WebSocket. */
  readonly tcp: Duplex;
  accept(): Promise<WebSocket>;
}

/** What must be said of one row of the grid Streams. */
export interface SaidOfRow {
  /** What of its summary must be so. */
  readonly is?: Partial<
    Pick<
      ChannelSummary,
      'transport' | 'connections' | 'events' | 'discarded' | 'status' | 'name' | 'framing' | 'failing'
    >
  >;
  /** `open`, `waiting`, …; `ended` is `over` where it ended well, and `failed` where it did not. */
  readonly state: 'open' | 'waiting' | 'connecting' | 'over' | 'failed';
  /** `severity rule`. Errors and warnings: all of them. Notes: these at least. */
  readonly findings: readonly `${Severity} ${string}`[];
  /** What its verdict, its warnings or its findings must say. */
  readonly says?: readonly RegExp[];
  /** What none of them may say. */
  readonly never?: readonly RegExp[];
}

/** What must be said of one group of the grid Requests. */
export interface SaidOfGroup {
  /** Method, origin and path, with the operation. */
  readonly endpoint: RegExp;
  readonly label: RequestsLabel;
  readonly requests?: number;
  /** How many different questions they ask. */
  readonly questions?: number;
  /** Whether its latest requests failed; it did not where this is absent. */
  readonly isFailing?: true;
  /** What its reason or its failure must say, and what neither may say. */
  readonly says?: readonly RegExp[];
  readonly never?: readonly RegExp[];
}

export interface FieldCase {
  /** Address of the report. */
  readonly source: string;
  /** What was seen there, in our words. */
  readonly reported: string;
  /** What would have told the cause. */
  readonly needed: string;
  /** The one case of its kind that `npm test` runs in the real browser. It takes at most a few seconds. */
  readonly isLive?: true;
  /** HTTP/2 over TLS, with at most so many streams at a time; HTTP/1.1 where it is absent. */
  readonly http2?: { readonly maxConcurrentStreams?: number };
  /** Answers what the page asks for, but for the page itself. Without it each answer is 404. */
  readonly answer?: (call: Call) => void | Promise<void>;
  /** Answers a handshake. Without it each is refused with 400. */
  readonly handshake?: (handshake: Handshake) => void | Promise<void>;
  /** Listens to the servers beside `answer`, as the server of a library does. `isOwn`: the one of the page. */
  readonly attach?: (server: Server, isOwn: boolean) => void;
  /** The text of a module that imports packages. The page gets it as its second argument. */
  readonly lib?: string;
  /** Runs in the page as its own script: it can use nothing from outside itself. */
  page(places: Places, lib: unknown): unknown;
  /** When enough has been seen. */
  until(capture: Capturing): Promise<unknown>;
  /** Milliseconds from the last record to the look; 0 where it is absent. */
  readonly later?: number;
  /** What the panel still lacks here, for the log. */
  readonly stillWrong?: string;
  /** The demands are not met: `stillWrong` says what is said instead. `npm test` fails once they are met, so that this goes. */
  readonly isUnmet?: true;
  /** The rows of Streams, in their order. */
  readonly rows: readonly SaidOfRow[];
  /** The groups of the grid Requests, in their order. They are not judged where this is absent. */
  readonly requests?: readonly SaidOfGroup[];
  /** What no row and no group may say. */
  readonly never?: readonly RegExp[];
}

/** Waits until the page has made “done” its title, and the browser reports nothing more. */
export async function untilDone(capture: Capturing): Promise<void> {
  const every = 150;
  await poll('the title “done”', async () => (await capture.page.title()) === 'done', { every });
  let reported = -1;
  const isQuiet = async () => {
    const before = reported;
    reported = capture.all.length;
    return reported === before;
  };
  await poll('the last record', isQuiet, { every });
}

/** Answers with JSON, whole, and not to be cached. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

/** The body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  return body;
}

/** A page that asks a model by POST and reads its answer as a stream. It runs in the page: it uses nothing from outside itself. */
export const askModel = (): Promise<string> =>
  fetch('/v1/chat', {
    method: 'POST',
    headers: { accept: 'text/event-stream' },
    body: '{"stream":true}',
  }).then((response) => response.text());

/** Begins an event stream; its first bytes leave at once. */
export function eventStream({ response }: Call, ...texts: readonly string[]): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  for (const text of texts) response.write(text);
  return response;
}

/** Ends a WebSocket without a close frame, as a proxy or a crash does. */
export function cutTcp(socket: WebSocket): void {
  socket.terminate();
}

/** Answers a handshake with something else than 101. @param status with its words, and with further headers after it. */
export function refuse(tcp: Duplex, status: string, contentType = 'text/plain', body = ''): void {
  const length = Buffer.byteLength(body);
  tcp.end(
    `HTTP/1.1 ${status}\r\ncontent-type: ${contentType}\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
