import { type ConnectionTape, type Cursor, Table } from '../../tape/index.ts';
import { SocketChannel } from './websocket.ts';

/** The connections that are WebSockets: each entry of theirs is handed to them once. */
export class Sockets {
  readonly #onSocket: (socket: SocketChannel) => void;
  readonly #byId = new Map<string, SocketChannel>();
  /** Gaps on them so far. */
  gaps = 0;

  /** @param onSocket told of each as it appears. */
  constructor(onSocket: (socket: SocketChannel) => void) {
    this.#onSocket = onSocket;
  }

  get(id: string): SocketChannel | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<SocketChannel> {
    return this.#byId.values();
  }

  /** The socket of a connection of which nothing was read yet; undefined where it is none. The first entry decides. */
  begin(connection: ConnectionTape): SocketChannel | undefined {
    const [first] = connection.facts;
    // Of a damaged file the request may be lost.
    const isSocket = first?.kind === 'request' ? first.via === 'websocket' : connection.hasFrames;
    if (!isSocket) return undefined;
    const socket = new SocketChannel(connection);
    this.#byId.set(connection.id, socket);
    this.#onSocket(socket);
    return socket;
  }

  /** Takes in the entry at the cursor, which is of this socket. */
  take(socket: SocketChannel, cursor: Cursor): void {
    if (cursor.table === Table.Frame) socket.takeFrame(cursor.row);
    if (cursor.table !== Table.Fact) return;
    const fact = cursor.fact();
    if (fact.kind === 'gap') this.gaps++;
    socket.takeFact(fact, cursor.row);
  }

  /** `cut` counts the frames of which not all bytes were kept. */
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
