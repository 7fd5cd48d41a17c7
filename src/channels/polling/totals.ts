import { type Load, loadOf } from '../connection/cost/load.ts';
import { LoadSums, type Summed } from '../connection/cost/sums.ts';
import type { CycleOutcome, Histogram, PollOverview } from '../model/polls.ts';
import type { Exchange } from './exchange.ts';

/** Upper borders in milliseconds: three a decade, up to the 300 s at which browsers give up. */
const BORDERS = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 60_000, 300_000];

/** Counts durations by their order of magnitude; a hundred thousand cost as much as ten. */
export class Durations {
  readonly #bins = new Array<number>(BORDERS.length + 1).fill(0);
  count = 0;
  sum = 0;
  /** Sum of the squares, for the mean wait of what comes at any moment. */
  squares = 0;
  max = 0;

  /** @param ms not negative. */
  add(ms: number): void {
    const found = BORDERS.findIndex((border) => ms < border);
    const bin = found < 0 ? BORDERS.length : found;
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    this.count++;
    this.sum += ms;
    this.squares += ms * ms;
    if (ms > this.max) this.max = ms;
  }

  copy(): Durations {
    const copy = new Durations();
    this.#bins.forEach((count, bin) => {
      copy.#bins[bin] = count;
    });
    const { count, sum, squares, max } = this;
    return Object.assign(copy, { count, sum, squares, max });
  }

  histogram(): Histogram {
    return {
      bins: this.#bins.map((count, bin) => ({ below: BORDERS[bin] ?? null, count })),
      count: this.count,
      mean: this.count === 0 ? 0 : this.sum / this.count,
      max: this.max,
    };
  }
}

/** Sums over the cycles of a loop, kept up as they come. */
export class PollTotals {
  readonly holds = new Durations();
  readonly gaps = new Durations();
  readonly outcomes: Record<CycleOutcome, number> = {
    data: 0,
    empty: 0,
    'time-out': 0,
    truncated: 0,
    fault: 0,
    error: 0,
    stopped: 0,
    waiting: 0,
  };
  payload = 0;
  /** Of those that are over, how many have a response, and how many of these have all of it on the tape. */
  responses = 0;
  kept = 0;
  /** Answers that the browser had. */
  #fromCache = 0;
  /** Gaps before requests of which it is not known yet whether they ask the server. */
  readonly #gapsBefore = new Map<Exchange, number>();
  readonly #loads = new LoadSums();
  #first: number | null = null;
  #last = 0;
  /** Milliseconds in which the loop had stopped. */
  #stopped = 0;
  #requests = 0;

  addExchange({ request }: Exchange): void {
    this.#first ??= request.at;
    this.#last = request.at;
    this.#requests++;
  }

  removeExchange(exchange: Exchange): void {
    this.#requests--;
    this.#gapsBefore.delete(exchange);
  }

  /** @param receives whether it asked for messages. */
  endExchange(exchange: Exchange, receives: boolean): void {
    const { outcome } = exchange.judgeOutcome();
    // A receipt is neither data nor "nothing new".
    if (receives || (outcome !== 'data' && outcome !== 'empty')) this.outcomes[outcome]++;
    // A request cut off with its page does not show how long the server waits.
    if (receives && exchange.held !== null && !exchange.end?.inferred && !exchange.isFromCache)
      this.holds.add(exchange.held);
    const gap = this.#gapsBefore.get(exchange);
    this.#gapsBefore.delete(exchange);
    if (gap !== undefined && !exchange.isFromCache) this.gaps.add(gap);
    if (exchange.isFromCache) this.#fromCache++;
    this.payload += exchange.tape.chunks.total;
    this.#loads.add(loadOfExchange(exchange));
    if (exchange.response === null) return;
    this.responses++;
    if (exchange.isKept) this.kept++;
  }

  /** What they took on the wire. @param running those that are not over yet. */
  summed(running: readonly Exchange[]): Summed {
    return this.#loads.read(running.map(loadOfExchange));
  }

  /** A pause before a request. What a cache answers asks nobody, and ends none. @param ms milliseconds. */
  addGap(exchange: Exchange, ms: number): void {
    this.#gapsBefore.set(exchange, ms);
  }

  /** A pause in which nothing waited: the page had stopped, and asked again later. @param ms milliseconds. */
  addStop(ms: number): void {
    this.#stopped += ms;
  }

  /** Milliseconds from the first request to the last, without those in which it had stopped. */
  get span(): number {
    return this.#last - (this.#first ?? this.#last) - this.#stopped;
  }

  overview(): Omit<
    PollOverview,
    'endpoint' | 'byUser' | 'label' | 'client' | 'sureness' | 'why' | 'rows' | 'hasLists'
  > {
    const { span } = this;
    const gaps = this.gaps.copy();
    for (const [exchange, ms] of this.#gapsBefore) if (!exchange.isFromCache) gaps.add(ms);
    const { requestHeaders, responseHeaders, tcpOpened, tcpReused, unknownReuse } = this.#loads.read();
    return {
      cycles: this.#requests,
      fromCache: this.#fromCache,
      outcomes: { ...this.outcomes },
      requestHeaderBytes: requestHeaders,
      responseHeaderBytes: responseHeaders,
      payloadBytes: this.payload,
      holds: this.holds.histogram(),
      gaps: gaps.histogram(),
      tcpOpened,
      tcpReused,
      unknownReuse,
      // A message that comes in a gap waits half of it in the mean, and comes in it with the gap's share of the time.
      delay: gaps.count === 0 || span <= 0 ? null : { mean: gaps.squares / (2 * span), worst: gaps.max },
      requestsPerMinute: span > 0 ? ((this.#requests - 1) / span) * 60_000 : null,
    };
  }
}

function loadOfExchange({ sent, response, end, redirects, tape }: Exchange): Load {
  return loadOf({ sent, response, end, redirects }, tape);
}
