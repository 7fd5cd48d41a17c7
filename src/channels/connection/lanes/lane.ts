import type { AnsweredBy, PlainRecord } from '../../../tape/index.ts';
import type { Bars, Lane, Ticks } from '../../model/lane.ts';
import type { LaneBusy, LaneFacts, LaneGap } from '../../model/timeline.ts';
import type { ConnectionFacts } from '../facts.ts';
import { gapOf } from './gap.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

/** What a lane wants to know of a connection, whatever goes over it. */
export interface LaneSource {
  readonly id: string;
  readonly facts: ConnectionFacts;
  readonly tape: { readonly facts: readonly PlainRecord[] };
  readonly ticks: readonly Ticks[];
  /** What its end means, once there is one. */
  verdict(): { readonly good: boolean; readonly text: string };
  /** Tape time of the first thing that came, milliseconds; null before. */
  firstAt(): number | null;
}

/** The lane of one connection. */
export class ConnectionLane implements Lane {
  readonly label: string;
  readonly #source: LaneSource;

  /** @param number of the connection in its channel, from 1. */
  constructor(source: LaneSource, number: number) {
    this.#source = source;
    this.label = `Connection ${number}`;
  }

  get id(): string {
    return this.#source.id;
  }
  get answeredBy(): AnsweredBy | null {
    return this.#source.facts.answeredBy;
  }
  get openedAt(): number {
    return this.#source.facts.request?.at ?? 0;
  }
  get endedAt(): number | null {
    return this.#source.facts.end?.at ?? null;
  }
  get end(): LaneFacts['end'] {
    const { end } = this.#source.facts;
    return end && { ...this.#source.verdict(), inferred: end.inferred !== undefined };
  }
  get gaps(): readonly LaneGap[] {
    return this.#source.facts.gaps.map(gapOf);
  }
  get busy(): readonly LaneBusy[] {
    const { busy, end } = this.#source.facts;
    return end ? busy.map(({ from, to }) => ({ from, to: to ?? end.at })) : busy;
  }
  get ticks(): readonly Ticks[] {
    return this.#source.ticks;
  }
  get bars(): Bars {
    const { facts, tape } = this.#source;
    const stretches = stretchesOf(facts, tape.facts, this.#source.firstAt());
    const at = (index: number): Stretch => {
      const stretch = stretches[index];
      if (!stretch) throw new RangeError(`stretch ${index} of ${stretches.length}`);
      return stretch;
    };
    return {
      count: stretches.length,
      from: (index) => at(index).from,
      to: (index) => at(index).to,
      kind: (index) => at(index).kind,
    };
  }
}
