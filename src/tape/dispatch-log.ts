import type { AgreedRecord, DispatchedRecord } from './records.ts';

/** A message the browser dispatched that is not what the reader made of the bytes. */
export interface Difference {
  /** 0-based number among the dispatched messages. */
  readonly index: number;
  readonly record: DispatchedRecord;
}

/**
 * What the browser reports as dispatched on one connection.
 *
 * A message that equals the reader's event says nothing that the bytes do not, so once compared it is kept as one
 * more in a count. This loses nothing (its text is the event's) and is what makes a flood affordable; what differs is
 * kept verbatim.
 */
export class DispatchLog {
  #queue: (DispatchedRecord | AgreedRecord)[] = [];
  #head = 0;
  #comparedCount = 0;
  #waiting = 0;
  /** Those of them that are messages of agreed runs. */
  #unreachedCount = 0;
  readonly differences: Difference[] = [];

  /** Messages compared so far. */
  get comparedCount(): number {
    return this.#comparedCount;
  }
  get agreedCount(): number {
    return this.#comparedCount - this.differences.length;
  }
  /** Messages dispatched so far, compared or not. An agreed run counts as far as it was reached. */
  get count(): number {
    return this.total - this.#unreachedCount;
  }
  /** Messages there are records of, reached or not. */
  get total(): number {
    return this.#comparedCount + this.#waiting;
  }

  append(record: DispatchedRecord | AgreedRecord): void {
    this.#queue.push(record);
    this.#countWaiting(record, 1);
  }

  /** The next message to compare, or null. */
  next(): DispatchedRecord | AgreedRecord | null {
    return this.#queue[this.#head] ?? null;
  }

  /** All messages that are still to be compared, {@link next} first. */
  *waiting(): Generator<DispatchedRecord | AgreedRecord> {
    for (let index = this.#head; index < this.#queue.length; index++) {
      const record = this.#queue[index];
      if (record) yield record;
    }
  }

  /** `count` of an agreed run that is {@link next} were reached: the rest is another run. */
  addPartialComparison(count: number): void {
    const record = this.next();
    if (record?.kind !== 'agreed' || count >= record.count) return;
    const rest = { ...record, count: record.count - count };
    this.#countWaiting(record, -1);
    this.#countWaiting(rest, 1);
    this.#comparedCount += count;
    this.#queue[this.#head] = rest;
  }

  /** Says how {@link next} compared, and continues to the one after it. An agreed run is taken at its word. */
  addComparison(agrees: boolean): void {
    const record = this.next();
    if (!record) return;
    if (!agrees && record.kind === 'dispatched')
      this.differences.push({ index: this.#comparedCount, record });
    this.#countWaiting(record, -1);
    this.#comparedCount += record.kind === 'agreed' ? record.count : 1;
    this.#head++;
    // Given back in blocks: shift() on a long array would move it every time.
    if (this.#head === this.#queue.length || this.#head > 4096) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }

  #countWaiting(record: DispatchedRecord | AgreedRecord, sign: 1 | -1): void {
    const count = record.kind === 'agreed' ? record.count : 1;
    this.#waiting += sign * count;
    if (record.kind === 'agreed') this.#unreachedCount += sign * count;
  }

  /**
   * The log as records: runs that agreed as counts, everything else verbatim.
   * @param max messages to give at most: those dispatched first.
   */
  *records(
    on: string,
    at: number,
    max = Number.POSITIVE_INFINITY,
  ): Generator<DispatchedRecord | AgreedRecord> {
    let told = 0;
    const settled = Math.min(this.#comparedCount, max);
    for (const { index, record } of this.differences) {
      if (index >= settled) break;
      if (index > told) yield { kind: 'agreed', at, on, count: index - told };
      yield record;
      told = index + 1;
    }
    if (settled > told) yield { kind: 'agreed', at, on, count: settled - told };
    let left = max - settled;
    for (const record of this.waiting()) {
      if (left <= 0) break;
      yield record;
      left -= record.kind === 'agreed' ? record.count : 1;
    }
  }
}
