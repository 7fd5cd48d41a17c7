import { countColumn, doubleColumn, firstNotBefore } from '../../tape/index.ts';
import type { Ticks } from '../model/lane.ts';
import { TICK_KINDS } from '../model/timeline.ts';

/** Ticks between two samples: after a search among these, at most this many are looked at one by one. */
const BLOCK = 64;

/**
 * Says how many ticks of each kind came before any time, at the cost of a search and not of the ticks. Of each block of
 * ticks a time is kept, and how many of each kind there were before it; new ticks are looked at once, in slices.
 */
export class TickIndex {
  readonly #ticks: Ticks;
  /** Time of tick `64 * n`. Never falls, though a source's clock may have. */
  readonly #times = doubleColumn();
  /** By kind, in the ticks' order of kinds: how many there are before tick `64 * n`; none where all are of one kind. */
  readonly #sums: readonly ReturnType<typeof countColumn>[];
  readonly #running = new Uint32Array(TICK_KINDS);
  #latest = Number.NEGATIVE_INFINITY;
  #seen = 0;

  constructor(ticks: Ticks) {
    this.#ticks = ticks;
    this.#sums = ticks.kinds.length > 1 ? ticks.kinds.map(() => countColumn()) : [];
  }

  /** Ticks that are counted. */
  get count(): number {
    return this.#seen;
  }

  /** Looks at new ticks until `until` says stop. @returns whether there are more. */
  work(until: () => boolean): boolean {
    const { count } = this.#ticks;
    while (this.#seen < count) {
      const stop = Math.min(count, this.#seen + 64 * BLOCK);
      this.#addUntil(stop);
      if (this.#seen < count && until()) return true;
    }
    return false;
  }

  /**
   * The first tick at or after `time`, the count where there is none.
   * @param from a tick that is known to be before it: times that rise are then found without searching all.
   */
  firstFrom(time: number, from = 0): number {
    const block = firstNotBefore(
      Math.floor(from / BLOCK),
      this.#times.length,
      (each) => this.#times.at(each) < time,
    );
    const begin = Math.max(from, (block - 1) * BLOCK);
    const end = Math.min(this.#seen, Math.max(begin, block * BLOCK));
    return firstNotBefore(begin, end, (tick) => this.#ticks.at(tick) < time);
  }

  /** Adds to `counts`, by kind, how many ticks there are before tick `end`. */
  countBefore(end: number, counts: Uint32Array): void {
    const { kinds } = this.#ticks;
    const [only] = kinds;
    if (only === undefined || end === 0) return;
    if (this.#sums.length === 0) {
      counts[only] = (counts[only] ?? 0) + end;
      return;
    }
    const block = Math.floor((end - 1) / BLOCK);
    const rest = end - block * BLOCK;
    let same = -1;
    for (const [place, kind] of kinds.entries()) {
      const before = this.#sums[place]?.at(block) ?? 0;
      counts[kind] = (counts[kind] ?? 0) + before;
      if (this.#sumAfter(block, place) - before === BLOCK) same = kind;
    }
    if (same !== -1) {
      counts[same] = (counts[same] ?? 0) + rest;
      return;
    }
    for (let tick = block * BLOCK; tick < end; tick++) {
      const kind = this.#ticks.kind(tick);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }

  #sumAfter(block: number, place: number): number {
    const sums = this.#sums[place];
    return sums && block + 1 < sums.length ? sums.at(block + 1) : 0;
  }

  #addUntil(stop: number): void {
    const { kinds } = this.#ticks;
    for (; this.#seen < stop; this.#seen++) {
      const tick = this.#seen;
      if (tick % BLOCK === 0) {
        this.#latest = Math.max(this.#latest, this.#ticks.at(tick));
        this.#times.push(this.#latest);
        for (let place = 0; place < this.#sums.length; place++) {
          this.#sums[place]?.push(this.#running[kinds[place] ?? 0] ?? 0);
        }
      }
      if (this.#sums.length === 0) continue;
      const kind = this.#ticks.kind(tick);
      this.#running[kind] = (this.#running[kind] ?? 0) + 1;
    }
  }
}
