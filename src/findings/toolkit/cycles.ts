import type { Exchange } from '../../channels/index.ts';
import { type Evidence, MAX_EVIDENCE, type Report } from '../finding.ts';
import type { CycleAt } from '../observer.ts';

/** Requests a minute from which on their cost matters: long polling without messages makes two. */
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

/** How often a loop sends a request. */
export class Pace {
  #first: number | null = null;
  #last = 0;
  #requests = 0;

  add({ request }: Exchange): void {
    this.#first ??= request.at;
    this.#last = Math.max(this.#last, request.at);
    this.#requests++;
  }

  /** Milliseconds from one request to the next, in the mean; infinite before the second. */
  get period(): number {
    if (this.#first === null || this.#requests < 2) return Number.POSITIVE_INFINITY;
    return (this.#last - this.#first) / (this.#requests - 1);
  }

  get perMinute(): number {
    return 60_000 / Math.max(1, this.period);
  }
}
