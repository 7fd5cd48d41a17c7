import type { Exchange, PollLoop } from '../../channels/index.ts';
import { type Evidence, MAX_EVIDENCE, type Report } from '../finding.ts';
import type { CycleAt } from '../observer.ts';

/** Requests per minute from which on their cost matters: long polling without messages makes two. */
export const FREQUENT = 20;

/** Whether a request got the response it was meant to get, with something or nothing. */
export function isAnswered(exchange: Exchange): boolean {
  const { outcome } = exchange.judgeOutcome();
  return outcome === 'data' || outcome === 'empty';
}

/** Counts cycles of a poll loop, and keeps the first few as evidence. */
export class CycleTally {
  readonly #first: Evidence[] = [];
  #since = 0;
  #at = 0;
  count = 0;

  /** @param text what to say of the cycle besides its number. */
  add({ index, exchange }: CycleAt, text = ''): void {
    const at = exchange.overAt ?? exchange.request.at;
    if (this.count++ === 0) this.#since = at;
    this.#at = at;
    if (this.#first.length < MAX_EVIDENCE) this.#first.push(cycleEvidence(exchange, index, text));
  }

  /** @returns null where nothing was counted. */
  report(statement: string, change: Partial<Report> = {}): Report | null {
    if (this.count === 0) return null;
    return {
      statement,
      count: this.count,
      evidence: this.#first,
      since: this.#since,
      at: this.#at,
      ...change,
    };
  }
}

/** A cycle as evidence. @param index 0-based. */
export function cycleEvidence({ id }: Exchange, index: number, text = ''): Evidence {
  return { kind: 'connection', connection: id, text: `request ${index + 1}${text && `: ${text}`}` };
}

/** So many requests later it is known whether a period was one of a hidden page. */
const LATER = 5;

/** How often a loop sends a request, while it does: pauses after which it continued are left out, and what timers of a hidden page made. */
export class Pace {
  readonly #loop: PollLoop;
  #last: { readonly index: number; readonly at: number } | null = null;
  /** The latest periods, by the indices of their ends. */
  readonly #latest: { readonly index: number; readonly ms: number }[] = [];
  /** From one request to the next, in all; milliseconds. */
  #span = 0;
  #periods = 0;

  constructor(loop: PollLoop) {
    this.#loop = loop;
  }

  add({ index, exchange }: CycleAt): void {
    const { at } = exchange.request;
    const last = this.#last;
    if (last && index <= last.index) {
      // Requests overlap, and an earlier one is over later: it makes one period two.
      this.#periods++;
      return;
    }
    this.#last = { index, at };
    if (!last || this.#hasStopped(last.index, index)) return;
    this.#latest.push({ index, ms: at - last.at });
    if (this.#latest.length > LATER) this.#count(this.#latest.shift());
  }

  #count(period: { readonly index: number; readonly ms: number } | undefined): void {
    if (!period || this.#loop.throttling.isAt(period.index)) return;
    this.#span += period.ms;
    this.#periods++;
  }

  #hasStopped(from: number, to: number): boolean {
    for (let index = from + 1; index <= to; index++) if (this.#loop.isContinuedAt(index)) return true;
    return false;
  }

  /** Milliseconds from one request to the next, in the mean; infinite before the second. */
  get period(): number {
    const latest = this.#latest.filter(({ index }) => !this.#loop.throttling.isAt(index));
    const span = latest.reduce((sum, { ms }) => sum + ms, this.#span);
    const periods = this.#periods + latest.length;
    return periods === 0 ? Number.POSITIVE_INFINITY : span / periods;
  }

  get perMinute(): number {
    return 60_000 / Math.max(1, this.period);
  }
}
