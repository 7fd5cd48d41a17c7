import { count } from '../../../format/numbers.ts';
import { AT_ONCE } from '../strands/at-once.ts';
import { isEven } from './even.ts';
import { areOnWholeSeconds } from './whole-seconds.ts';

/** Requests whose times are kept: those on whole seconds, or those of a timer before them. */
const LATEST = 5;
/** Starts on whole seconds lie so near to them, milliseconds: a busy thread is late. */
const NEAR = 200;
/** Chromium fires the timers of a page that has been hidden for five minutes once a minute; milliseconds, with what it may be late. */
const MINUTE = 65_000;

/**
 * Whether a loop's timer is held back, as Chromium does for a page that is hidden: it fires on whole seconds, and after five minutes
 * once a minute. That a page is hidden is not on the tape: it shows where a timer of another period begins to fire so.
 */
export class Throttling {
  readonly #starts: number[] = [];
  /** Whether a timer of another period was seen. */
  #hasOwn = false;
  /** Indices from 0, the end exclusive; of the one that lasts it is infinite. */
  readonly #ranges: { from: number; to: number }[] = [];

  /**
   * @param index of a request, from 0. @param at when it began, milliseconds.
   * @param gap milliseconds since the answer before it: what follows that at once is made by no timer.
   */
  add(index: number, at: number, gap: number): void {
    if (gap <= AT_ONCE) this.#starts.length = 0;
    this.#starts.push(at);
    if (this.#starts.length > LATEST) this.#starts.shift();
    const last = this.#ranges.at(-1);
    if (last && this.isOn) {
      if (!areOnWholeSeconds(this.#starts.slice(-2), NEAR)) last.to = index;
      return;
    }
    if (this.#starts.length < LATEST) return;
    if (this.#hasOwn && areOnWholeSeconds(this.#starts, NEAR)) {
      this.#ranges.push({ from: index - LATEST + 2, to: Number.POSITIVE_INFINITY });
    } else if (isOwn(this.#starts)) this.#hasOwn = true;
  }

  /** Whether it is now. */
  get isOn(): boolean {
    return this.#ranges.at(-1)?.to === Number.POSITIVE_INFINITY;
  }

  /** Whether request `index` (from 0) came late so. */
  isAt(index: number): boolean {
    const range = this.#ranges.findLast(({ from }) => from <= index);
    return range !== undefined && index < range.to;
  }

  /** A pause after which the next request is not late yet; milliseconds. */
  get patience(): number {
    return this.isOn ? MINUTE : 0;
  }

  /** In a sentence, of the latest time; none where there was none. */
  get words(): string[] {
    const last = this.#ranges.at(-1);
    if (!last) return [];
    const which = this.isOn
      ? `From request ${count(last.from + 1)} on they begin`
      : `Requests ${count(last.from + 1)} to ${count(last.to)} began`;
    return [
      `${which} on whole seconds or minutes, as by a timer of a hidden page: Chromium holds these back.`,
    ];
  }
}

/** Whether a timer of the page's own made these, and not one that fires on whole seconds anyway. */
function isOwn(starts: readonly number[]): boolean {
  const latest = starts.slice(1);
  const periods = latest.slice(1).map((at, index) => at - (latest[index] ?? at));
  return isEven(periods) && !areOnWholeSeconds(latest, NEAR);
}
