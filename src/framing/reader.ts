import type { OpenRecord, Peek, Range, RecordReader, RecordState } from './record.ts';
import { RecordTable } from './record-table.ts';

/** Offsets are 32 bits. */
const MAX_LENGTH = 2 ** 32 - 1;

/** What all readers have in common. */
export abstract class BodyReader implements RecordReader {
  protected readonly records = new RecordTable();
  #length = 0;
  #finished = false;

  get count(): number {
    return this.records.count;
  }
  get length(): number {
    return this.#length;
  }
  get finished(): boolean {
    return this.#finished;
  }
  abstract get open(): OpenRecord | null;
  get border(): number {
    return this.open?.start ?? this.#length;
  }

  push(bytes: Uint8Array): void {
    this.#check(bytes);
    this.begin();
    this.#read(bytes);
  }

  extend(bytes: Uint8Array): void {
    this.#check(bytes);
    this.#read(bytes);
  }

  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.end();
  }

  stop(): void {
    this.#finished = true;
  }

  state(record: number): RecordState {
    return this.records.state(record);
  }
  range(record: number): Range {
    return [this.records.start(record), this.records.end(record)];
  }
  holding(offset: number): number {
    return this.records.holding(offset);
  }
  completedAt(record: number): number {
    return this.records.completedAt(record);
  }
  data(record: number, _peek: Peek): Range {
    return this.range(record);
  }
  type(_record: number, _peek: Peek): string {
    return '';
  }
  id(_record: number, _peek: Peek): string {
    return '';
  }
  abstract why(record: number, peek: Peek): string | null;

  /** A chunk begins. */
  protected begin(): void {}
  /** Reads bytes, the first of which is at {@link length}. */
  protected abstract read(bytes: Uint8Array): void;
  /** The body is over: what is open becomes a record. */
  protected abstract end(): void;

  #read(bytes: Uint8Array): void {
    this.read(bytes);
    this.#length += bytes.length;
  }

  #check(bytes: Uint8Array): void {
    if (this.#finished) throw new Error('the body is finished');
    if (this.#length + bytes.length > MAX_LENGTH) throw new RangeError('a body of more than 4 GiB');
  }
}
