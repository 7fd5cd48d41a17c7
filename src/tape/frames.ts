import { ByteLog } from './byte-log.ts';
import { bytesColumn, countColumn, doubleColumn } from './column.ts';
import type { Direction, FrameRecord } from './records.ts';

/** In the column of opcodes, which take four bits (RFC 6455, 5.2). */
const SENT = 0x80;

/** WebSocket frames of one connection as columns; their payloads lie in a log of their own. */
export class FrameTable {
  #at = doubleColumn();
  #start = doubleColumn();
  #kept = countColumn();
  #length = countColumn();
  /** The opcode, and {@link SENT} for those the page sent. */
  #what = bytesColumn();
  readonly bytes: ByteLog;

  constructor(bytes = new ByteLog()) {
    this.bytes = bytes;
  }

  /** A table of the same frames that has none of them yet, as {@link Column.share}. */
  share(): FrameTable {
    const shared = new FrameTable(this.bytes.share());
    shared.#at = this.#at.share();
    shared.#start = this.#start.share();
    shared.#kept = this.#kept.share();
    shared.#length = this.#length.share();
    shared.#what = this.#what.share();
    return shared;
  }

  /** Brings the next frame of a shared table. */
  showNext(): void {
    const count = this.count + 1;
    for (const column of [this.#at, this.#start, this.#kept, this.#length, this.#what]) column.show(count);
    this.bytes.show(this.start(count - 1) + this.kept(count - 1));
  }

  get count(): number {
    return this.#at.length;
  }

  push(frame: FrameRecord): void {
    this.#at.push(frame.at);
    this.#start.push(this.bytes.append(frame.bytes));
    this.#kept.push(frame.bytes.length);
    this.#length.push(frame.length);
    this.#what.push((frame.opcode & 0xf) | (frame.direction === 'sent' ? SENT : 0));
  }

  /** Tape time, milliseconds. */
  at(row: number): number {
    return this.#at.at(row);
  }
  direction(row: number): Direction {
    return this.#what.at(row) & SENT ? 'sent' : 'received';
  }
  opcode(row: number): number {
    return this.#what.at(row) & 0xf;
  }
  /** Offset of the payload's first byte in {@link bytes}. */
  start(row: number): number {
    return this.#start.at(row);
  }
  /** The frame that holds the kept byte at `offset` of {@link bytes}; -1 where there is none. */
  holding(offset: number): number {
    const row = this.#start.lastAtMost(offset);
    return row >= 0 && offset < this.start(row) + this.kept(row) ? row : -1;
  }
  /** Payload bytes that were kept. */
  kept(row: number): number {
    return this.#kept.at(row);
  }
  /** Payload bytes there were. */
  length(row: number): number {
    return this.#length.at(row);
  }

  /** @param max bytes to hand out at most. @returns a view of the payload that was kept. */
  payload(row: number, max = Number.POSITIVE_INFINITY): Uint8Array {
    const start = this.start(row);
    return this.bytes.peek(start, start + Math.min(max, this.kept(row))) ?? new Uint8Array(0);
  }

  /** The record again, as it was appended (bytes as a view). */
  record(row: number, on: string): FrameRecord {
    return {
      kind: 'frame',
      at: this.at(row),
      on,
      direction: this.direction(row),
      opcode: this.opcode(row),
      bytes: this.payload(row),
      length: this.length(row),
    };
  }
}
