import { type OpenRecord, type Peek, type Range, RecordState } from '../record.ts';
import { PacketsReader, packetState } from './packets-reader.ts';

/** Digits of a length: more than any body has bytes. */
const MAX_DIGITS = 15;

const NO_LENGTH = 'It is no packet with its length before it, so that nothing behind it can be read.';

/** Finds the end of a packet whose length is known. */
export interface LengthCount {
  /** A packet of this length comes. */
  begin(length: number): void;
  /** Reads on from byte `from`. @returns behind the packet’s last byte; where it goes on, or cannot end so, which of both. */
  skip(bytes: Uint8Array, from: number): number | 'more' | 'never';
}

/** How a length is written, and what it counts. */
export interface LengthForm {
  /** The byte between length and packet. */
  readonly mark: number;
  /** The digit that a byte of a length is; -1 where it is none. */
  digit(byte: number): number;
  /** Whether this byte precedes the length; absent where the length comes first. */
  isBegin?(byte: number): boolean;
  /** Whether a packet can begin so. @param begin the byte that precedes its length, 0 where none does. */
  isType(first: number, begin: number): boolean;
  counter(): LengthCount;
}

const Place = {
  /** Before the byte that precedes the length. */
  Begin: 0,
  Length: 1,
  Packet: 2,
  Failed: 3,
} as const;
type Place = (typeof Place)[keyof typeof Place];

/** Packets of protocol 3: each with its length before it. A fault in a length leaves all behind it unread. */
export class CountedPackets extends PacketsReader {
  readonly #form: LengthForm;
  readonly #counter: LengthCount;
  #place: Place;
  #start = 0;
  #begin = 0;
  #digits = 0;
  #length = 0;
  #packetStart = 0;
  #first = 0;

  constructor(form: LengthForm) {
    super();
    this.#form = form;
    this.#counter = form.counter();
    this.#place = form.isBegin ? Place.Begin : Place.Length;
  }

  get open(): OpenRecord | null {
    if (this.finished || this.length === this.#start) return null;
    if (this.#place === Place.Failed) return { start: this.#start, why: NO_LENGTH };
    return { start: this.#start, why: 'It is not whole yet, by the length before it.' };
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    for (let at = 0; at < bytes.length && this.#place !== Place.Failed; ) {
      at =
        this.#place === Place.Packet
          ? this.#readPacket(bytes, at, base)
          : this.#readLength(bytes[at] as number, base + at) - base;
    }
  }

  protected end(): void {
    const { length } = this;
    if (length === this.#start) return;
    const state = this.#place === Place.Failed ? RecordState.Broken : RecordState.Cut;
    this.records.add(state, this.#start, length, length);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    if (this.#hasNoLength(record)) return [start, end];
    const mark = peek(start, Math.min(end, start + MAX_DIGITS + 2)).indexOf(this.#form.mark);
    return [mark < 0 ? start : start + mark + 1, end];
  }

  override why(record: number, peek: Peek): string | null {
    return this.#hasNoLength(record) ? NO_LENGTH : super.why(record, peek);
  }

  #hasNoLength(record: number): boolean {
    return this.#place === Place.Failed && this.finished && record === this.count - 1;
  }

  /** @returns the offset of the byte that is read next. */
  #readLength(byte: number, at: number): number {
    if (this.#place === Place.Begin) {
      this.#begin = byte;
      this.#place = this.#form.isBegin?.(byte) ? Place.Length : Place.Failed;
      return at + 1;
    }
    const digit = this.#form.digit(byte);
    if (digit >= 0 && this.#digits < MAX_DIGITS) {
      this.#length = this.#length * 10 + digit;
      this.#digits++;
    } else if (byte === this.#form.mark && this.#digits > 0) this.#beginPacket(at + 1);
    else this.#place = Place.Failed;
    return at + 1;
  }

  #beginPacket(start: number): void {
    this.#packetStart = start;
    if (this.#length === 0) {
      this.#endPacket(start);
      return;
    }
    this.#place = Place.Packet;
    this.#counter.begin(this.#length);
  }

  #readPacket(bytes: Uint8Array, from: number, base: number): number {
    if (base + from === this.#packetStart) this.#first = bytes[from] as number;
    const end = this.#counter.skip(bytes, from);
    if (end === 'never') this.#place = Place.Failed;
    if (typeof end === 'string') return bytes.length;
    this.#endPacket(base + end);
    return end;
  }

  #endPacket(end: number): void {
    const length = end - this.#packetStart;
    const isType = (first: number) => this.#form.isType(first, this.#begin);
    // A payload without packets is “0:”; both clients pass it over.
    const state = length === 0 ? RecordState.Quiet : packetState(this.#first, length, isType);
    this.records.add(state, this.#start, end, end);
    this.#place = this.#form.isBegin ? Place.Begin : Place.Length;
    this.#start = end;
    this.#digits = 0;
    this.#length = 0;
  }
}
