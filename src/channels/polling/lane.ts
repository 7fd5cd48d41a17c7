import type { AnsweredBy } from '../../tape/index.ts';
import type { Bars, Lane, Ticks } from '../model/lane.ts';
import { BarKind, type LaneBusy, type LaneFacts, type LaneGap, TickKind } from '../model/timeline.ts';
import type { Exchange } from './exchange.ts';
import type { ResponseRows } from './response-rows.ts';

/** What a lane wants to know of a poll loop. */
export interface PollSource {
  readonly id: string;
  /** Its requests in their order; grows only. */
  readonly exchanges: readonly Exchange[];
  answeredBy(): AnsweredBy | null;
  /** When it was over and how, in words; null while it continues. */
  end(): { readonly at: number; readonly text: string } | null;
}

/** The lane of a poll loop: a bar while a request is held, a gap until the next one, a tick a row. */
export class PollLane implements Lane {
  readonly label = 'Polls';
  readonly gaps: readonly LaneGap[] = [];
  /** Not gathered from its many requests. */
  readonly busy: readonly LaneBusy[] = [];
  readonly ticks: readonly Ticks[];
  readonly #source: PollSource;

  constructor(source: PollSource, rows: ResponseRows) {
    this.#source = source;
    this.ticks = [rowTicks(rows)];
  }

  get id(): string {
    return this.#source.id;
  }
  get answeredBy(): AnsweredBy | null {
    return this.#source.answeredBy();
  }
  get openedAt(): number {
    return this.#source.exchanges[0]?.request.at ?? 0;
  }
  get endedAt(): number | null {
    return this.#source.end()?.at ?? null;
  }
  get end(): LaneFacts['end'] {
    const end = this.#source.end();
    return end && { good: true, inferred: true, text: end.text };
  }
  get bars(): Bars {
    const { exchanges } = this.#source;
    const at = (index: number): Exchange => {
      const exchange = exchanges[index];
      if (!exchange) throw new RangeError(`request ${index} of ${exchanges.length}`);
      return exchange;
    };
    const end = (index: number): number => at(index).overAt ?? at(index + 1).request.at;
    return {
      count: exchanges.length,
      // The next request can begin before the response was read to its end; bars do not overlap.
      from: (index) => (index === 0 ? at(0).sentAt : Math.max(at(index).sentAt, end(index - 1))),
      to: (index) =>
        index + 1 < exchanges.length ? end(index) : (at(index).overAt ?? Number.POSITIVE_INFINITY),
      kind: () => BarKind.Hold,
    };
  }
}

function rowTicks(rows: ResponseRows): Ticks {
  return {
    get count() {
      return rows.count;
    },
    kinds: [TickKind.Event, TickKind.Empty, TickKind.Discarded, TickKind.Failed, TickKind.Note],
    at: (row) => rows.time(row),
    kind: (row) => {
      if (rows.isComment(row)) return TickKind.Empty;
      if (rows.isDiscarded(row)) return TickKind.Discarded;
      if (rows.isFault(row)) return TickKind.Failed;
      return rows.isStopped(row) ? TickKind.Note : TickKind.Event;
    },
  };
}
