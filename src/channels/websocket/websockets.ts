import { type ConnectionTape, type Cursor, Table } from '../../tape/index.ts';
import { WebSocketChannel } from './websocket.ts';

/** The connections that are WebSockets: each entry of theirs is handed to them once. */
export class WebSockets {
  readonly #onBegin: (socket: WebSocketChannel) => void;
  readonly #byId = new Map<string, WebSocketChannel>();
  /** Gaps on them so far. */
  gaps = 0;

  /** @param onSocket called for each as it appears. */
  constructor(onSocket: (socket: WebSocketChannel) => void) {
    this.#onBegin = onSocket;
  }

  get(id: string): WebSocketChannel | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<WebSocketChannel> {
    return this.#byId.values();
  }

  /** The WebSocket of a connection that was not read yet; undefined where it is none. The first entry decides. */
  begin(connection: ConnectionTape): WebSocketChannel | undefined {
    const [first] = connection.facts;
    // Of a damaged file the request may be lost.
    const isSocket = first?.kind === 'request' ? first.via === 'websocket' : connection.hasFrames;
    if (!isSocket) return undefined;
    const socket = new WebSocketChannel(connection);
    this.#byId.set(connection.id, socket);
    this.#onBegin(socket);
    return socket;
  }

  /** Reads the entry at the cursor, which is of this WebSocket. */
  read(socket: WebSocketChannel, cursor: Cursor): void {
    if (cursor.table === Table.Frame) socket.addFrame(cursor.row);
    if (cursor.table !== Table.Fact) return;
    const fact = cursor.fact();
    if (fact.kind === 'gap') this.gaps++;
    socket.addFact(fact, cursor.row);
  }

  /** `cut` counts the frames that were not kept whole. */
  totals(): { events: number; bytes: number; cut: number } {
    let events = 0;
    let bytes = 0;
    let cut = 0;
    for (const { traffic, cut: missing } of this.#byId.values()) {
      cut += missing.frames;
      events += traffic.sent.frames + traffic.received.frames;
      bytes += traffic.sent.bytes + traffic.received.bytes;
    }
    return { events, bytes, cut };
  }
}
