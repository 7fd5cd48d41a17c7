import { timeOf } from '../row-facts.ts';
import { RowKind } from '../rows.ts';
import type { StreamChannel } from '../stream.ts';
import { verdict } from '../verdict.ts';
import type { Bars, Lane, Ticks } from './lane.ts';
import { type LaneFacts, type LaneGap, TickKind } from './model.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

/** The lane of one connection's event stream. */
export class StreamLane implements Lane {
  readonly label: string;
  readonly bars: Bars;
  readonly ticks: readonly Ticks[];
  readonly #stream: StreamChannel;
  #stretches: readonly Stretch[] = [];
  #version = -1;

  /** @param number of the connection in its channel, from 1. */
  constructor(stream: StreamChannel, number: number) {
    this.#stream = stream;
    this.label = `Connection ${number}`;
    this.bars = this.#bars();
    this.ticks = [chunkTicks(stream), rowTicks(stream)];
  }

  get id(): string {
    return this.#stream.id;
  }
  get openedAt(): number {
    return this.#stream.facts.request?.at ?? 0;
  }
  get endedAt(): number | null {
    return this.#stream.facts.end?.at ?? null;
  }
  get end(): LaneFacts['end'] {
    const { facts, retry } = this.#stream;
    if (!facts.end) return null;
    return { ...verdict(facts, retry), inferred: facts.end.inferred !== undefined };
  }
  get gaps(): readonly LaneGap[] {
    return this.#stream.facts.gaps.map(({ at, why, bytes }) => ({ at, why, bytes: bytes ?? null }));
  }

  #bars(): Bars {
    const at = (index: number): Stretch => {
      const stretch = this.#now()[index];
      if (!stretch) throw new RangeError(`stretch ${index} of ${this.#stretches.length}`);
      return stretch;
    };
    const count = (): number => this.#now().length;
    return {
      get count() {
        return count();
      },
      from: (index) => at(index).from,
      to: (index) => at(index).to,
      kind: (index) => at(index).kind,
    };
  }

  #now(): readonly Stretch[] {
    if (this.#version !== this.#stream.version) {
      this.#version = this.#stream.version;
      this.#stretches = stretchesOf(this.#stream);
    }
    return this.#stretches;
  }
}

function chunkTicks({ tape: { chunks } }: StreamChannel): Ticks {
  return {
    get count() {
      return chunks.count;
    },
    kinds: [TickKind.Chunk],
    at: (chunk) => chunks.at(chunk),
    kind: () => TickKind.Chunk,
  };
}

const KINDS: Readonly<Record<RowKind, TickKind>> = {
  [RowKind.Event]: TickKind.Event,
  [RowKind.Message]: TickKind.Event,
  [RowKind.Comment]: TickKind.Comment,
  [RowKind.Discarded]: TickKind.Discarded,
  [RowKind.Note]: TickKind.Note,
};

function rowTicks(stream: StreamChannel): Ticks {
  const { rows } = stream;
  return {
    get count() {
      return rows.count;
    },
    kinds: [TickKind.Event, TickKind.Comment, TickKind.Discarded, TickKind.Note],
    at: (row) => (rows.kind(row) === RowKind.Note ? noteTime(stream, row) : timeOf(stream, row)),
    kind: (row) => KINDS[rows.kind(row)],
  };
}

/** A note may be about something later than the bytes after it (a log that was cleared); here it must keep the order. */
function noteTime(stream: StreamChannel, row: number): number {
  const { rows, tape } = stream;
  if (tape.messages.count > 0) return timeOf(stream, row);
  const chunk = tape.chunks.holding(rows.offset(row) - 1);
  return chunk < 0 ? Number.NEGATIVE_INFINITY : tape.chunks.at(chunk);
}
