import type { ChannelRows } from '../model/channel.ts';
import type { Delay } from '../model/delay.ts';
import { delayOf, type Sample } from './judge.ts';
import { timesIn } from './server-time.ts';

/** Messages that are kept to reckon with; of more a part is chosen. */
const MAX_SAMPLES = 1000;
/** Bytes of a longer one are not parsed. */
const MAX_PARSED_BYTES = 65_536;
/** Rows skipped between two looks at the clock; one that is parsed counts as {@link PARSED}. */
const CLOCK_EVERY = 4096;
const PARSED = 256;

/**
 * Looks at the messages of a channel for a server's time, in slices. Of many it chooses by their number, scattered, since
 * messages often come in turns of a kind: every 1,024th could be a ping each time.
 */
export class DelaySampler {
  readonly #rows: ChannelRows;
  readonly #wall: (at: number) => number;
  #samples: Sample[] = [];
  #next = 0;
  /** A row is chosen where none of these bits of its scattered number is set: of 2^n rows one. */
  #mask = 0;
  #hasLonger = false;
  #judged: Delay | null = null;

  /** @param wall milliseconds since 1970 at a tape time. */
  constructor(rows: ChannelRows, wall: (at: number) => number) {
    this.#rows = rows;
    this.#wall = wall;
  }

  /** @returns whether there is more to look at. */
  work(until: () => boolean): boolean {
    const { count } = this.#rows;
    // Where much is there already, what would be thrown away again is not looked at.
    while (this.#next === 0 && count / (this.#mask + 1) > MAX_SAMPLES) this.#mask = this.#mask * 2 + 1;
    let effort = 0;
    while (this.#next < count) {
      const key = this.#next++;
      effort += this.#isChosen(key) && this.#look(key) ? PARSED : 1;
      if (effort < CLOCK_EVERY) continue;
      effort = 0;
      if (until()) return this.#next < count;
    }
    return false;
  }

  read(): Delay {
    this.#judged ??= this.#judge();
    return this.#judged;
  }

  #judge(): Delay {
    const looked = this.#samples.length;
    if (looked < 2 && this.#hasLonger) return { kind: 'none', why: 'too-long', looked };
    return delayOf(this.#samples, this.#mask > 0);
  }

  /** @returns whether it took an effort. */
  #look(key: number): boolean {
    const rows = this.#rows;
    if (rows.isComment(key)) return false;
    const { kind, direction } = rows.describe(key);
    const isMessage = kind === 'event' || kind === 'message' || kind === 'frame';
    if (!isMessage || direction === 'sent') return true;
    this.#judged = null;
    if (rows.size(key) > MAX_PARSED_BYTES) {
      this.#hasLonger = true;
      return true;
    }
    const arrived = this.#wall(rows.time(key));
    const text = rows.text(key);
    this.#samples.push({ key, arrived, times: text ? timesIn(text.data, arrived) : [] });
    if (this.#samples.length > MAX_SAMPLES) this.#thin();
    return true;
  }

  #thin(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#samples = this.#samples.filter(({ key }) => this.#isChosen(key));
  }

  #isChosen(key: number): boolean {
    // Knuth's multiplicative hash; its high bits are the scattered ones.
    return ((Math.imul(key, 0x9e37_79b1) >>> 12) & this.#mask) === 0;
  }
}
