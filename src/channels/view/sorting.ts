/** Rows sorted at once; such runs are then merged, each step in a slice of time. */
const RUN = 512;

/**
 * Keeps an order of keys by a comparison, working in slices: a million rows by text take seconds, and a panel that
 * does not react until then is worse than one that shows the last order a little longer. Merge sort, bottom up; stable.
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

  /** 0 to 1 while an order is being made; null else. */
  get working(): number | null {
    return this.#job ? this.#share : null;
  }

  /**
   * Continues until `until` says stop. @param count keys there are. @param keyAt the key at a place in order of capture.
   * @returns whether there is more to do.
   */
  work(count: number, keyAt: (index: number) => number, until: () => boolean): boolean {
    while (this.#job || this.order.length !== count) {
      this.#job ??= this.#sort(Uint32Array.from({ length: count }, (_, index) => keyAt(index)));
      const step = this.#job.next();
      if (step.done) {
        this.order = step.value;
        this.#job = null;
      }
      if (until()) return this.#job !== null || this.order.length !== count;
    }
    return false;
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
