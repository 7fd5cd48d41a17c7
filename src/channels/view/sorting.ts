import { firstNotBefore } from '../../tape/index.ts';

/** Rows sorted at once; such runs are then merged, each step in a slice of time. */
const RUN = 128;

/** Keys read, or places found, between two looks at the clock. */
const KEYS = 4096;
const PLACES = 32;

/**
 * Keeps an order of keys by a comparison, working in slices: a million rows by text take seconds, and a panel that
 * does not react until then is worse than one that shows the last order a little longer. Merge sort, bottom up; stable.
 * Rows that come later are sorted by themselves and put into the order there is.
 */
export class Sorting {
  readonly #compare: (left: number, right: number) => number;
  /** The last finished order. */
  order: Uint32Array = new Uint32Array(0);
  #job: Generator<void, Uint32Array> | null = null;
  #share = 0;

  constructor(compare: (left: number, right: number) => number, descending: boolean) {
    this.#compare = (left, right) =>
      (descending ? compare(right, left) : compare(left, right)) || left - right;
  }

  /** 0 to 1 while the first order is being made; null else: a few rows more are soon put into one. */
  get working(): number | null {
    return this.#job && this.order.length === 0 ? this.#share : null;
  }

  /**
   * Continues until `until` says stop. @param count keys there are. @param keyAt the key at a place in order of capture;
   * keys at places that were sorted are taken to stay.
   * @returns whether there is more to do.
   */
  work(count: number, keyAt: (index: number) => number, until: () => boolean): boolean {
    if (this.order.length > count) this.order = new Uint32Array(0);
    while (this.#job || this.order.length !== count) {
      this.#job ??= this.#extend(count, keyAt);
      const step = this.#job.next();
      if (step.done) {
        this.order = step.value;
        this.#job = null;
      }
      if (until()) return this.#job !== null || this.order.length !== count;
    }
    return false;
  }

  *#extend(count: number, keyAt: (index: number) => number): Generator<void, Uint32Array> {
    const before = this.order;
    const added = new Uint32Array(count - before.length);
    for (let index = 0; index < added.length; index++) {
      added[index] = keyAt(before.length + index);
      if (index % KEYS === KEYS - 1) yield;
    }
    const sorted = yield* this.#sort(added);
    return before.length === 0 ? sorted : yield* this.#putInto(before, sorted);
  }

  /** One order of two: few comparisons where one has few keys. */
  *#putInto(order: Uint32Array, keys: Uint32Array): Generator<void, Uint32Array> {
    const whole = new Uint32Array(order.length + keys.length);
    let from = 0;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? 0;
      const place = firstNotBefore(from, order.length, (at) => this.#compare(order[at] ?? 0, key) < 0);
      whole.set(order.subarray(from, place), from + index);
      whole[place + index] = key;
      from = place;
      if (index % PLACES === PLACES - 1) yield;
    }
    whole.set(order.subarray(from), from + keys.length);
    return whole;
  }

  *#sort(keys: Uint32Array): Generator<void, Uint32Array> {
    const steps = 1 + Math.ceil(Math.log2(Math.max(1, keys.length / RUN)));
    for (let from = 0; from < keys.length; from += RUN) {
      keys.subarray(from, from + RUN).sort(this.#compare);
      this.#share = from / keys.length / steps;
      yield;
    }
    let source: Uint32Array = keys;
    let target: Uint32Array = new Uint32Array(keys.length);
    let pass = 1;
    for (let width = RUN; width < keys.length; width *= 2, pass++) {
      for (let from = 0; from < keys.length; from += width * 2) {
        const middle = Math.min(from + width, keys.length);
        yield* this.#merge(source, target, from, middle, Math.min(middle + width, keys.length));
        this.#share = Math.min(1, (pass + from / keys.length) / steps);
      }
      [source, target] = [target, source];
    }
    return source;
  }

  *#merge(
    source: Uint32Array,
    target: Uint32Array,
    from: number,
    middle: number,
    end: number,
  ): Generator<void> {
    let left = from;
    let right = middle;
    for (let at = from; at < end; at++) {
      if (at % RUN === 0) yield;
      const leftKey = source[left] ?? 0;
      const rightKey = source[right] ?? 0;
      const takeLeft = left < middle && (right >= end || this.#compare(leftKey, rightKey) <= 0);
      target[at] = takeLeft ? leftKey : rightKey;
      if (takeLeft) left++;
      else right++;
    }
  }
}
