/** The two values the reader must look into while it reads: an id (for NUL, and to know it at the end) and a retry. */
import { decode } from './decode.ts';

/** Longest run of digits, leading zeros aside, that is still a finite number. */
const MAX_DIGITS = 309;
const ZERO = 0x30;
const NINE = 0x39;

/** Bytes gathered piece by piece into one array that is used again and again. */
class GatheredBytes {
  length = 0;
  #bytes = new Uint8Array(16);

  append(bytes: Uint8Array, from: number, to: number): void {
    const length = this.length + to - from;
    if (length > this.#bytes.length) this.#grow(length);
    // Ids are short: a loop beats the subarray that `set` would need.
    if (to - from <= 32)
      for (let i = from, j = this.length; i < to; ) this.#bytes[j++] = bytes[i++] as number;
    else this.#bytes.set(bytes.subarray(from, to), this.length);
    this.length = length;
  }

  text(): string {
    return decode(this.#bytes.subarray(0, this.length));
  }

  #grow(length: number): void {
    const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}

/**
 * The last event ID: as committed, as buffered by the open block, and as the line being read has it. These three values are
 * all the text that the reader keeps; without them it is not known whether what is pending would change the id.
 */
export class IdBuffer {
  /** Line whose id is in force; -1: none yet, the initial one is. */
  line = -1;
  readonly initial: string;
  /** Line that set the last event ID buffer; equals `line` where the open block set none. */
  #bufferedLine = -1;
  #committed = new GatheredBytes();
  #buffered = new GatheredBytes();
  #reading = new GatheredBytes();
  #sawNul = false;

  constructor(initial: string) {
    this.initial = initial;
  }

  /** A piece of the value of the id line being read. */
  add(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to && !this.#sawNul; i++) if (bytes[i] === 0) this.#sawNul = true;
    if (!this.#sawNul) this.#reading.append(bytes, from, to);
  }

  /**
   * The id line is over: "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field
   * value. Otherwise, ignore the field."
   * @returns whether the line counts
   */
  end(line: number): boolean {
    const counts = !this.#sawNul;
    if (counts) {
      const value = this.#reading;
      this.#reading = this.#buffered;
      this.#buffered = value;
      this.#bufferedLine = line;
    }
    this.#reading.length = 0;
    this.#sawNul = false;
    return counts;
  }

  /** The blank line: "Set the last event ID string of the event source to the value of the last event ID buffer." */
  commit(): void {
    if (this.#bufferedLine === this.line) return;
    const value = this.#buffered;
    this.#buffered = this.#committed;
    this.#committed = value;
    this.line = this.#bufferedLine;
  }

  get text(): string {
    return this.line < 0 ? this.initial : this.#committed.text();
  }

  /** True where a blank line would change the last event ID. `reading`: the unfinished line is an id line, and counts. */
  wouldChange(reading: boolean): boolean {
    if (reading && !this.#sawNul) return this.#reading.text() !== this.text;
    return this.#bufferedLine !== this.line && this.#buffered.text() !== this.text;
  }
}

/**
 * The reconnection time. The standard speaks of a value that "consists of only ASCII digits"; of an empty one that may
 * be said, but "interpret the field value as an integer in base ten" cannot be done, so it is ignored here. Chromium
 * takes an empty `retry` for "back to the default", and ignores one beyond 64 bits, which the standard does not.
 */
export class RetryBuffer {
  /** Milliseconds; null: no valid value yet. Beyond what a number can hold, Infinity. */
  value: number | null = null;
  line = -1;
  /** Without leading zeros; at most one more than {@link MAX_DIGITS}, so that an endless line costs nothing. */
  #digits = '';
  #empty = true;
  #refused = false;

  /** A piece of the value of the retry line being read. */
  add(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to && !this.#refused; i++) {
      const byte = bytes[i] as number;
      this.#empty = false;
      if (byte < ZERO || byte > NINE) this.#refused = true;
      else if (this.#digits.length <= MAX_DIGITS && (byte !== ZERO || this.#digits !== ''))
        this.#digits += String.fromCharCode(byte);
    }
  }

  /** Whether the value read so far is one. */
  get valid(): boolean {
    return !this.#refused && !this.#empty;
  }

  /**
   * The retry line is over. It takes effect at once, with or without an event: "If the field value consists of only ASCII
   * digits, then … set the event stream's reconnection time to that integer. Otherwise, ignore the field."
   * @returns whether the line counts
   */
  end(line: number): boolean {
    const counts = this.valid;
    if (counts) {
      this.value = Number(this.#digits);
      this.line = line;
    }
    this.#digits = '';
    this.#empty = true;
    this.#refused = false;
    return counts;
  }
}
