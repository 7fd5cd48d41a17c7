import { type Column, countColumn, doubleColumn } from '../../tape/index.ts';
import { firstNotBefore } from './gallop.ts';
import type { Ticks } from './lane.ts';
import { TICK_KINDS } from './model.ts';

/** Ticks between two sums: a count costs at most so many looks at kinds, and a sum for each kind once in so many ticks. */
const BLOCK = 64;

/**
 * Says how many ticks of each kind came before any time, at the cost of a search and not of the ticks. Ticks of several
 * kinds are looked at once, in slices, as they come.
 */
export class TickIndex {
  readonly #ticks: Ticks;
  /** For each kind, how many there are before tick `64 * n`; none where all are of one kind. */
  readonly #sums: readonly Column<Uint32Array>[];
  readonly #running = new Uint32Array(TICK_KINDS);
  #seen = 0;
  /** Latest time so far at each tick, once one was seen that is not in order; null while all are. */
  #ordered: Column<Float64Array> | null = null;
  #latest = Number.NEGATIVE_INFINITY;

  constructor(ticks: Ticks) {
    this.#ticks = ticks;
    this.#sums = ticks.kinds.length > 1 ? ticks.kinds.map(() => countColumn()) : [];
  }

  /** Ticks that are counted. */
  get count(): number {
    return this.#seen;
  }

  get working(): boolean {
    return this.#seen < this.#ticks.count;
  }

  /** Looks at new ticks until `until` says stop. @returns whether there are more. */
  work(until: () => boolean): boolean {
    const { count } = this.#ticks;
    while (this.#seen < count) {
      const stop = Math.min(count, this.#seen + 1024);
      for (; this.#seen < stop; this.#seen++) this.#take(this.#seen);
      if (this.#seen < count && until()) return true;
    }
    return false;
  }

  /**
   * The first tick at or after `time`, the count where there is none.
   * @param from a tick that is known to be before it: times that rise are then found without searching all.
   */
  firstFrom(time: number, from = 0): number {
    return firstNotBefore(from, this.#seen, (tick) => this.#at(tick) < time);
  }

  /** Adds to `counts`, by kind, how many ticks there are before tick `end`. */
  countBefore(end: number, counts: Uint32Array): void {
    const { kinds } = this.#ticks;
    const [only] = kinds;
    if (this.#sums.length === 0) {
      if (only !== undefined) counts[only] = (counts[only] ?? 0) + end;
      return;
    }
    const block = Math.floor(end / BLOCK);
    const summed = Math.min(block, (this.#sums[0]?.length ?? 0) - 1);
    for (const [index, kind] of kinds.entries()) {
      counts[kind] = (counts[kind] ?? 0) + (summed < 0 ? 0 : (this.#sums[index]?.at(summed) ?? 0));
    }
    for (let tick = Math.max(0, summed) * BLOCK; tick < end; tick++) {
      const kind = this.#ticks.kind(tick);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }

  #take(tick: number): void {
    const at = this.#ticks.at(tick);
    if (this.#ordered) this.#ordered.push(Math.max(at, this.#latest));
    else if (at < this.#latest) this.#order(tick);
    if (at > this.#latest) this.#latest = at;
    if (this.#sums.length === 0) return;
    if (tick % BLOCK === 0) {
      for (const [index, kind] of this.#ticks.kinds.entries()) {
        this.#sums[index]?.push(this.#running[kind] ?? 0);
      }
    }
    const kind = this.#ticks.kind(tick);
    this.#running[kind] = (this.#running[kind] ?? 0) + 1;
  }

  /** Writes down in order the times up to the first that is not: it happens where a source's clock went back. */
  #order(tick: number): void {
    const ordered = doubleColumn();
    for (let each = 0; each < tick; each++) ordered.push(this.#ticks.at(each));
    ordered.push(this.#latest);
    this.#ordered = ordered;
  }

  #at(tick: number): number {
    return this.#ordered ? this.#ordered.at(tick) : this.#ticks.at(tick);
  }
}
