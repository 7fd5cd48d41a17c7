import { ByteLog } from './byte-log.ts';
import { countColumn, doubleColumn } from './column.ts';
import { DispatchLog } from './dispatch-log.ts';
import { FrameTable } from './frames.ts';
import type { ChunkRecord, MessageRecord, PlainRecord } from './records.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Chunks of one connection as columns; their bytes are in its {@link ByteLog}. */
export class ChunkTable {
  #at = doubleColumn();
  /** Offset in the byte log. A chunk whose bytes were not kept has the same start as the next one. */
  #start = doubleColumn();
  #size = countColumn();
  #wire = countColumn();
  /** Sum of what the network reported, in bytes; null until it reported anything. */
  wireTotal: number | null = null;
  /** Sum of decoded lengths, kept or not. */
  total = 0;

  get count(): number {
    return this.#at.length;
  }

  push(at: number, start: number, size: number, wire: number | undefined): void {
    this.#at.push(at);
    this.#start.push(start);
    this.#size.push(size);
    // One more than was reported, so that 0 can say that nothing was.
    this.#wire.push(wire === undefined ? 0 : wire + 1);
    if (wire !== undefined) this.wireTotal = (this.wireTotal ?? 0) + wire;
    this.total += size;
  }

  /** A table of the same chunks that has none of them yet, as {@link Column.share}. Sizes are its own: a chunk may be shown in part. */
  share(): ChunkTable {
    const shared = new ChunkTable();
    shared.#at = this.#at.share();
    shared.#start = this.#start.share();
    shared.#wire = this.#wire.share();
    return shared;
  }

  /** Brings the next chunk of a shared table, or the first `size` bytes of it. */
  showNext(size: number): void {
    const count = this.count + 1;
    for (const column of [this.#at, this.#start, this.#wire]) column.show(count);
    this.#size.push(size);
    this.total += size;
    const wire = this.wire(count - 1);
    if (wire !== undefined) this.wireTotal = (this.wireTotal ?? 0) + wire;
  }

  /** Shows `size` bytes of the last chunk of a shared table. */
  showOfLast(size: number): void {
    this.total += size - this.#size.at(this.count - 1);
    this.#size.setLast(size);
  }

  /** Tape time of a chunk, milliseconds. */
  at(chunk: number): number {
    return this.#at.at(chunk);
  }
  /** Offset of its first byte. */
  start(chunk: number): number {
    return this.#start.at(chunk);
  }
  /** Decoded bytes. */
  size(chunk: number): number {
    return this.#size.at(chunk);
  }
  wire(chunk: number): number | undefined {
    const stored = this.#wire.at(chunk);
    return stored === 0 ? undefined : stored - 1;
  }
  /** The chunk that holds the kept byte at `offset`; -1 before the first. */
  holding(offset: number): number {
    return this.#start.lastAtMost(offset);
  }
}

/** Messages that came without bytes. Their text lies as UTF-8 in a log of its own, so a million cost no million objects. */
export class MessageTable {
  #at = doubleColumn();
  #start = doubleColumn();
  #typeLength = countColumn();
  #idLength = countColumn();
  #dataLength = countColumn();
  #text = new ByteLog();

  get count(): number {
    return this.#at.length;
  }

  push(message: MessageRecord): void {
    const type = encoder.encode(message.type);
    const id = encoder.encode(message.id);
    const data = encoder.encode(message.data);
    this.#at.push(message.at);
    this.#start.push(this.#text.append(type));
    this.#text.append(id);
    this.#text.append(data);
    this.#typeLength.push(type.length);
    this.#idLength.push(id.length);
    this.#dataLength.push(data.length);
  }

  /** A table of the same messages that has none of them yet, as {@link Column.share}. */
  share(): MessageTable {
    const shared = new MessageTable();
    shared.#at = this.#at.share();
    shared.#start = this.#start.share();
    shared.#typeLength = this.#typeLength.share();
    shared.#idLength = this.#idLength.share();
    shared.#dataLength = this.#dataLength.share();
    shared.#text = this.#text.share();
    shared.#text.show(this.#text.length);
    return shared;
  }

  /** Brings the next message of a shared table. */
  showNext(): void {
    const count = this.count + 1;
    for (const column of [this.#at, this.#start, this.#typeLength, this.#idLength, this.#dataLength])
      column.show(count);
  }

  at(row: number): number {
    return this.#at.at(row);
  }
  /** Bytes of the data in UTF-8. */
  size(row: number): number {
    return this.#dataLength.at(row);
  }

  /** @param max bytes of data to decode at most. */
  read(row: number, max = Number.POSITIVE_INFINITY): { type: string; id: string; data: string } {
    const typeAt = this.#start.at(row);
    const idAt = typeAt + this.#typeLength.at(row);
    const dataAt = idAt + this.#idLength.at(row);
    const dataEnd = dataAt + Math.min(max, this.#dataLength.at(row));
    return {
      type: this.#decode(typeAt, idAt),
      id: this.#decode(idAt, dataAt),
      data: this.#decode(dataAt, dataEnd),
    };
  }

  #decode(start: number, end: number): string {
    return decoder.decode(this.#text.peek(start, end) ?? undefined);
  }
}

/** Everything the tape holds of one connection. */
export class ConnectionTape {
  readonly id: string;
  readonly bytes: ByteLog;
  readonly chunks: ChunkTable;
  #messages: MessageTable | null = null;
  #dispatched: DispatchLog | null = null;
  readonly facts: PlainRecord[] = [];
  #frames: FrameTable | null = null;

  constructor(id: string, bytes = new ByteLog(), chunks = new ChunkTable()) {
    this.id = id;
    this.bytes = bytes;
    this.chunks = chunks;
  }

  /** The same connection with nothing on it yet, over the same storage; see {@link Column.share}. */
  share(): ConnectionTape {
    const shared = new ConnectionTape(this.id, this.bytes.share(), this.chunks.share());
    shared.#messages = this.#messages?.share() ?? null;
    shared.#frames = this.#frames?.share() ?? null;
    for (const record of this.#dispatched?.records(this.id, 0) ?? []) shared.dispatched.append(record);
    return shared;
  }

  /** Made when it is first read: most connections have none. */
  get messages(): MessageTable {
    this.#messages ??= new MessageTable();
    return this.#messages;
  }

  /** Made when it is first read: only an EventSource has one. */
  get dispatched(): DispatchLog {
    this.#dispatched ??= new DispatchLog();
    return this.#dispatched;
  }
  get hasDispatched(): boolean {
    return this.#dispatched !== null;
  }

  /** Made when it is first read: few connections are WebSockets. */
  get frames(): FrameTable {
    this.#frames ??= new FrameTable();
    return this.#frames;
  }
  get hasFrames(): boolean {
    return this.#frames !== null && this.#frames.count > 0;
  }

  /** Where the kept bytes of a chunk end, as an offset in {@link bytes}; where the chunk starts, if none were kept. */
  keptEnd(chunk: number): number {
    return chunk + 1 < this.chunks.count ? this.chunks.start(chunk + 1) : this.bytes.length;
  }

  /** Tape time at which the kept byte at `offset` came, milliseconds; null where none did. */
  timeAt(offset: number): number | null {
    const chunk = this.chunks.holding(offset);
    return chunk < 0 ? null : this.chunks.at(chunk);
  }

  /** The record again, as it was appended (bytes as a view). */
  chunkRecord(chunk: number): ChunkRecord {
    const start = this.chunks.start(chunk);
    const length = this.chunks.size(chunk);
    const next = this.keptEnd(chunk);
    const wire = this.chunks.wire(chunk);
    const bytes = next > start ? this.bytes.peek(start, next) : null;
    return {
      kind: 'chunk',
      at: this.chunks.at(chunk),
      on: this.id,
      length,
      ...(bytes && { bytes }),
      ...(wire !== undefined && { wire }),
    };
  }

  messageRecord(row: number): MessageRecord {
    return { kind: 'message', at: this.messages.at(row), on: this.id, ...this.messages.read(row) };
  }
}
