/**
 * WebSockets. The protocol reports the handshake, and whole messages both ways (unmasked, decompressed, put together),
 * of errors, and that a socket is closed; never of ping, pong and close frames, so neither of a close code (Chromium
 * 156). Nor does it name the frame of the page that opened one.
 */
import type { Protocol } from 'devtools-protocol';
import type { LiveObject } from '../../protocol/live-objects.ts';
import type { Context, Direction, InferredEnd, RequestRecord } from '../../tape/index.ts';
import { ConnectionWriter } from '../http/connection-writer.ts';
import { framePayload } from '../http/frame-payload.ts';
import { headerList, parseHeadersText, requestHeaderBytes, statusTextOf } from '../http/headers.ts';
import { initiatorOf } from '../http/initiator.ts';
import { refusalOfError, webSocketEndOf } from '../http/websocket-errors.ts';
import { addressAmong, type LiveLooks } from './live-looks.ts';
import type { Needs } from './needs.ts';

interface OpenWebSocket {
  readonly connection: ConnectionWriter;
  request: RequestRecord;
  error: string | null;
}

export interface WebSocketsNeeds extends Needs {
  readonly looks: LiveLooks;
}

export class WebSockets {
  readonly #needs: WebSocketsNeeds;
  /** Every socket by its request id; null for one that is over though its end was never reported. */
  readonly #webSockets = new Map<string, OpenWebSocket | null>();
  #stopped = false;

  constructor(needs: WebSocketsNeeds) {
    this.#needs = needs;
  }

  /** `Network.webSocketCreated`: it carries no time. */
  created(event: Protocol.Network.WebSocketCreatedEvent, session: string): void {
    this.#open(event.requestId, session, { url: event.url, ...initiatorOf(event.initiator?.stack) });
  }

  /** `Network.webSocketWillSendHandshakeRequest` */
  sent(event: Protocol.Network.WebSocketWillSendHandshakeRequestEvent): void {
    const { clock, tape } = this.#needs;
    for (const drift of clock.pair(event.timestamp, event.wallTime)) tape.append(drift);
    const socket = this.#webSockets.get(event.requestId);
    if (!socket) return;
    const at = clock.at(event.timestamp);
    // The WebSocket was made before that: what came late is put right.
    if (at < socket.request.at) {
      socket.request = { ...socket.request, at };
      socket.connection.write(socket.request);
    }
    this.#writeSent(socket, at, headerList(event.request.headers));
  }

  /** `Network.webSocketHandshakeResponseReceived` */
  answered(event: Protocol.Network.WebSocketHandshakeResponseReceivedEvent): void {
    const socket = this.#webSockets.get(event.requestId);
    if (!socket) return;
    const { response } = event;
    const at = this.#needs.clock.at(event.timestamp);
    const { requestHeadersText, headersText } = response;
    if (requestHeadersText) this.#writeSent(socket, at, parseHeadersText(requestHeadersText));
    socket.connection.write({
      kind: 'response',
      at,
      on: socket.connection.on,
      status: response.status,
      statusText: response.statusText || statusTextOf(headersText),
      headers: headersText ? parseHeadersText(headersText) : headerList(response.headers),
      mimeType: '',
      ...(headersText ? { headerBytes: { bytes: headersText.length, estimated: false } } : {}),
    });
  }

  /** `Network.webSocketFrameSent` and `Network.webSocketFrameReceived`; in a flood once per frame. */
  frame(event: Protocol.Network.WebSocketFrameReceivedEvent, direction: Direction, session: string): void {
    let socket = this.#webSockets.get(event.requestId);
    if (socket === null) return;
    const at = this.#needs.clock.at(event.timestamp);
    socket ??= this.#openUnknown(event.requestId, session, at);
    const { opcode, payloadData } = event.response;
    const { connection } = socket;
    connection.lastActivityAt = at;
    connection.write({
      kind: 'frame',
      at,
      on: connection.on,
      direction,
      opcode,
      ...framePayload(opcode, payloadData),
    });
  }

  /** `Network.webSocketFrameError`; `webSocketClosed` follows. */
  failed(event: Protocol.Network.WebSocketFrameErrorEvent): void {
    const socket = this.#webSockets.get(event.requestId);
    if (!socket) return;
    socket.error = event.errorMessage;
    const at = this.#needs.clock.at(event.timestamp);
    const refusal = refusalOfError(event.errorMessage, at, socket.connection.on);
    if (refusal) socket.connection.write(refusal);
  }

  /** `Network.webSocketClosed` */
  closed(event: Protocol.Network.WebSocketClosedEvent): void {
    const socket = this.#webSockets.get(event.requestId);
    this.#webSockets.delete(event.requestId);
    if (!socket) return;
    const at = this.#needs.clock.at(event.timestamp);
    socket.connection.end(at, webSocketEndOf(socket.error));
  }

  /** Looks for the addresses that are not known, whatever that costs the page. @throws ProtocolError where it does not answer. */
  async findAddresses(): Promise<void> {
    const unnamed = [...this.#webSockets.values()].flatMap((socket) =>
      socket && isUnnamed(socket.request) ? [socket] : [],
    );
    for (const session of new Set(unnamed.map(({ connection }) => connection.identity.session))) {
      const objects = await this.#needs.looks.byUser(session, 'WebSocket');
      for (const socket of unnamed)
        if (socket.connection.identity.session === session) this.#name(socket, objects, session);
    }
  }

  *live(): Generator<ConnectionWriter> {
    for (const socket of this.#webSockets.values()) if (socket) yield socket.connection;
  }

  /** An end that the browser does not report. */
  infer(which: (connection: ConnectionWriter) => boolean, why: InferredEnd, at: number): void {
    for (const [requestId, socket] of this.#webSockets) {
      if (!socket || !which(socket.connection)) continue;
      // What the browser still reports of it, say after the back/forward cache, comes too late.
      this.#webSockets.set(requestId, null);
      const { connection, request } = socket;
      if (why === 'capture-stopped') {
        const { on, level } = connection;
        this.#needs.connectionIds.remember(requestId, { on, request, response: null, level, at });
      }
      connection.endInferred(at, why);
    }
    if (why === 'capture-stopped') this.#stopped = true;
  }

  /** A socket that was open before capture began: its frames come without a handshake. */
  #openUnknown(requestId: string, session: string, at: number): OpenWebSocket {
    const interrupted = this.#needs.connectionIds.recall(requestId);
    if (interrupted) {
      const { on, request } = interrupted;
      const socket = this.#enter(this.#writerOf(on, requestId, session), request);
      socket.connection.continueFrom(interrupted, at);
      if (request.url === undefined) void this.#identify(socket, session);
      return socket;
    }
    const socket = this.#open(requestId, session, { at, openBefore: true });
    void this.#identify(socket, session);
    return socket;
  }

  /** Its address, where that is found at little cost. */
  async #identify(socket: OpenWebSocket, session: string): Promise<void> {
    const looked = await this.#needs.looks.byItself(session, 'WebSocket');
    if (looked !== 'dear' && looked !== 'no answer') this.#name(socket, looked, session);
  }

  #name(socket: OpenWebSocket, objects: readonly LiveObject[], session: string): void {
    const which = addressAmong(objects, this.#known(session));
    if (this.#stopped || socket.connection.ended || which === null) return;
    socket.request = { ...socket.request, ...which };
    socket.connection.write(socket.request);
  }

  *#known(session: string): Generator<string> {
    for (const other of this.#webSockets.values())
      if (other?.connection.identity.session === session && other.request.url) yield other.request.url;
  }

  #open(requestId: string, session: string, facts: Partial<RequestRecord>): OpenWebSocket {
    const { clock, connectionIds } = this.#needs;
    const connection = this.#writerOf(connectionIds.create(requestId), requestId, session);
    const { on, identity } = connection;
    const request: RequestRecord = {
      kind: 'request',
      at: clock.now(),
      on,
      method: 'GET',
      headers: [],
      via: 'websocket',
      context: identity.context,
      ...facts,
    };
    connection.write(request);
    return this.#enter(connection, request);
  }

  #writerOf(on: string, requestId: string, session: string): ConnectionWriter {
    const { contexts, tape } = this.#needs;
    const context = this.#context(session);
    const facts = { on, requestId, session, via: 'websocket', context, page: contexts.page } as const;
    const connection = new ConnectionWriter(tape, { ...facts, loader: '', frame: '' });
    connection.listed = true;
    return connection;
  }

  #enter(connection: ConnectionWriter, request: RequestRecord): OpenWebSocket {
    const socket: OpenWebSocket = { connection, request, error: null };
    this.#webSockets.set(connection.identity.requestId, socket);
    return socket;
  }

  /** Of a page with frames Chromium does not say which of them opened a socket. */
  #context(session: string): Context {
    const { contexts } = this.#needs;
    if (session === '' && contexts.hasFrames) return { kind: 'unknown', id: contexts.mainFrame };
    return contexts.of(session, undefined);
  }

  #writeSent(
    { connection, request }: OpenWebSocket,
    at: number,
    headers: ReturnType<typeof headerList>,
  ): void {
    const headerBytes = requestHeaderBytes('GET', request.url ?? '', headers);
    connection.write({ kind: 'sent', at, on: connection.on, headers, headerBytes });
  }
}

const isUnnamed = ({ url, candidates }: RequestRecord): boolean =>
  url === undefined && candidates === undefined;
