import type { Histogram } from './model.ts';

/** Upper borders in milliseconds: three a decade, up to the 300 s at which browsers give up. */
const BORDERS = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 60_000, 300_000];

/** Counts durations by their order of magnitude; a hundred thousand cost as much as ten. */
export class Durations {
  readonly #bins = new Array<number>(BORDERS.length + 1).fill(0);
  count = 0;
  sum = 0;
  /** Sum of the squares, for the mean wait of what comes at any moment. */
  squares = 0;
  most = 0;

  /** @param ms not negative. */
  add(ms: number): void {
    const found = BORDERS.findIndex((border) => ms < border);
    const bin = found < 0 ? BORDERS.length : found;
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    this.count++;
    this.sum += ms;
    this.squares += ms * ms;
    if (ms > this.most) this.most = ms;
  }

  histogram(): Histogram {
    return {
      bins: this.#bins.map((count, bin) => ({ below: BORDERS[bin] ?? null, count })),
      count: this.count,
      mean: this.count === 0 ? 0 : this.sum / this.count,
      most: this.most,
    };
  }
}
