import { LoadSums } from '../connection/cost/sums.ts';
import type { Join } from './link.ts';
import type { ChainMember, MemberFigures } from './member.ts';
import { ChainWarnings } from './warnings.ts';

/** A connection as it was counted last. */
interface Counted {
  readonly figures: MemberFigures;
  readonly lastAt: number | null;
}

/** All connections of a chain together. */
export interface ChainFigures extends Omit<MemberFigures, 'load'> {
  readonly loads: LoadSums;
  /** Tape time of the last thing that came, on the last connection on which anything did; null where nothing has. */
  readonly lastAt: number | null;
  readonly warnings: ChainWarnings;
}

/**
 * Sums over the connections of a chain. There can be thousands, and they are asked for at each draw: only what changed
 * since the last look is counted again.
 */
export class ChainSums {
  readonly #members: ChainMember[] = [];
  readonly #counted: (Counted | null)[] = [];
  /** Numbers (from 0) of those to be counted. */
  readonly #changed = new Set<number>();
  readonly #loads = new LoadSums();
  readonly #warnings: ChainWarnings;
  #received = 0;
  #sent = 0;
  #events = 0;
  #comments = 0;
  #discarded = 0;
  #bytes = 0;
  /** Number of the last connection on which anything came; -1 where there is none. */
  #lastHeard = -1;

  /** @param noun what one source of the chain's kind is called. */
  constructor(noun: string) {
    this.#warnings = new ChainWarnings(noun);
  }

  add(member: ChainMember, join: Join | null): void {
    // The one before is the latest no more: from now on its warnings are wanted.
    if (this.#members.length > 0) this.#changed.add(this.#latest);
    this.#members.push(member);
    this.#counted.push(null);
    this.updateJoin(join);
  }

  /** The latest connection has another reason to be where it is. */
  updateJoin(join: Join | null): void {
    this.#warnings.setContested(this.#latest, (join?.others ?? 0) > 0);
  }

  /** Something came on a connection, or became known of it. Called for each entry of a flood. */
  changed(index: number): void {
    // The latest is counted at each look.
    if (index < this.#latest) this.#changed.add(index);
  }

  dropLast(): void {
    const dropped = this.#latest;
    this.#subtract(dropped);
    this.#changed.delete(dropped);
    this.#warnings.set(dropped, []);
    this.#warnings.setContested(dropped, false);
    this.#members.pop();
    this.#counted.pop();
    if (this.#lastHeard === dropped)
      this.#lastHeard = this.#counted.findLastIndex((each) => (each?.lastAt ?? null) !== null);
  }

  read(): ChainFigures {
    this.#count();
    return {
      loads: this.#loads,
      received: this.#received,
      sent: this.#sent,
      events: this.#events,
      comments: this.#comments,
      discarded: this.#discarded,
      bytes: this.#bytes,
      lastAt: this.#counted[this.#lastHeard]?.lastAt ?? null,
      warnings: this.#warnings,
    };
  }

  get #latest(): number {
    return this.#members.length - 1;
  }

  #count(): void {
    const latest = this.#latest;
    // Of the latest all that the tape holds counts, though it be not read yet.
    this.#changed.add(latest);
    for (const index of this.#changed) {
      const member = this.#members[index];
      if (!member) continue;
      this.#subtract(index);
      const counted = { figures: member.figures(), lastAt: member.lastAt };
      this.#counted[index] = counted;
      this.#add(counted.figures, 1);
      if (counted.lastAt !== null) this.#lastHeard = Math.max(this.#lastHeard, index);
      if (index < latest) this.#warnings.set(index, member.warnings());
    }
    this.#changed.clear();
  }

  #subtract(index: number): void {
    const counted = this.#counted[index];
    if (!counted) return;
    this.#counted[index] = null;
    this.#add(counted.figures, -1);
  }

  #add(figures: MemberFigures, sign: 1 | -1): void {
    this.#loads.add(figures.load, sign);
    this.#received += sign * figures.received;
    this.#sent += sign * figures.sent;
    this.#events += sign * figures.events;
    this.#comments += sign * figures.comments;
    this.#discarded += sign * figures.discarded;
    this.#bytes += sign * figures.bytes;
  }
}
