import { type Load, loadOf } from '../cost/load.ts';
import { LoadSums, type Summed } from '../cost/sums.ts';
import type { Exchange } from './exchange.ts';
import { Durations } from './histogram.ts';
import type { Outcome, PollOverview } from './model.ts';

/** Sums over the cycles of a loop, kept up as they come. */
export class Totals {
  readonly holds = new Durations();
  readonly gaps = new Durations();
  readonly outcomes: Record<Outcome, number> = {
    data: 0,
    empty: 0,
    'time-out': 0,
    truncated: 0,
    error: 0,
    stopped: 0,
    waiting: 0,
  };
  payload = 0;
  readonly #loads = new LoadSums();
  #first: number | null = null;
  #last = 0;
  #begun = 0;

  began({ request }: Exchange): void {
    this.#first ??= request.at;
    this.#last = request.at;
    this.#begun++;
  }

  left(): void {
    this.#begun--;
  }

  ended(exchange: Exchange): void {
    this.outcomes[exchange.judged().outcome]++;
    // What was cut off with its page says nothing of how long the server waits.
    if (exchange.held !== null && !exchange.end?.inferred) this.holds.add(exchange.held);
    this.payload += exchange.tape.chunks.total;
    this.#loads.add(loadOfExchange(exchange));
  }

  /** What they took on the wire. @param running those that are not over yet. */
  summed(running: readonly Exchange[]): Summed {
    return this.#loads.read(running.map(loadOfExchange));
  }

  gap(ms: number): void {
    this.gaps.add(ms);
  }

  /** Milliseconds from the first request to the last. */
  get span(): number {
    return this.#last - (this.#first ?? this.#last);
  }

  overview(): Omit<PollOverview, 'endpoint' | 'byUser' | 'why' | 'rows' | 'hasLists'> {
    const { span } = this;
    const { requestHeaders, responseHeaders, opened, reused, untold } = this.#loads.read();
    return {
      cycles: this.#begun,
      outcomes: { ...this.outcomes },
      requestHeaderBytes: requestHeaders,
      responseHeaderBytes: responseHeaders,
      payloadBytes: this.payload,
      holds: this.holds.histogram(),
      gaps: this.gaps.histogram(),
      newConnections: opened,
      reusedConnections: reused,
      untoldConnections: untold,
      // A message that comes in a gap waits half of it in the mean, and comes in it with the gap's share of the time.
      delay:
        this.gaps.count === 0 || span <= 0
          ? null
          : { mean: this.gaps.squares / (2 * span), worst: this.gaps.most },
      requestsPerMinute: span > 0 ? ((this.#begun - 1) / span) * 60_000 : null,
    };
  }
}

function loadOfExchange({ sent, response, end, redirects, tape }: Exchange): Load {
  return loadOf({ sent, response, end, redirects }, tape);
}
