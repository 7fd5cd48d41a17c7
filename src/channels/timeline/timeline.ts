import type { Channel } from '../model/channel.ts';
import type { Lane } from '../model/lane.ts';
import type { LaneColumns, LaneGap, TimelineView } from '../model/timeline.ts';
import { columnsOf } from './columns.ts';
import { TickIndex } from './tick-index.ts';

/** The lanes of one channel, with what is counted of them. */
export class Timeline implements Omit<TimelineView, 'close'> {
  readonly #channel: Pick<Channel, 'lanes'>;
  readonly #gaps: () => readonly LaneGap[];
  readonly #indexes = new Map<Lane, readonly TickIndex[]>();

  /** @param gaps those that belong to no connection. */
  constructor(channel: Pick<Channel, 'lanes'>, gaps: () => readonly LaneGap[]) {
    this.#channel = channel;
    this.#gaps = gaps;
  }

  lanes(): readonly Lane[] {
    return this.#channel.lanes();
  }

  gaps(): readonly LaneGap[] {
    return this.#gaps();
  }

  columns(lane: number, from: number, to: number, width: number): LaneColumns {
    const found = this.lanes()[lane];
    if (!found) throw new RangeError(`lane ${lane} of ${this.lanes().length}`);
    return columnsOf(this.#indexesOf(found), found.bars, from, to, width);
  }

  get working(): number | null {
    let seen = 0;
    let all = 0;
    for (const lane of this.lanes()) {
      for (const index of this.#indexesOf(lane)) seen += index.count;
      for (const ticks of lane.ticks) all += ticks.count;
    }
    return seen < all ? seen / all : null;
  }

  /** Counts new ticks until `until` says stop. @returns whether there is more to do. */
  work(until: () => boolean): boolean {
    for (const lane of this.lanes()) {
      for (const index of this.#indexesOf(lane)) if (index.work(until)) return true;
    }
    return false;
  }

  #indexesOf(lane: Lane): readonly TickIndex[] {
    let indexes = this.#indexes.get(lane);
    if (!indexes) {
      indexes = lane.ticks.map((ticks) => new TickIndex(ticks));
      this.#indexes.set(lane, indexes);
    }
    return indexes;
  }
}
