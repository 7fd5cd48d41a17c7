import type { EventStreamChain } from '../../../channels/index.ts';
import { Recent } from './recent.ts';

/** Reconnects within {@link STORM_WITHIN} milliseconds from which on they are a storm, and from which on that is an error. */
const MANY = 10;
const FAR_TOO_MANY = 50;
export const STORM_WITHIN = 10_000;

/** How close reconnects come to each other. */
export class Storm {
  readonly #recent = new Recent(STORM_WITHIN);
  /** Most that came within that time; 0 while it is no storm. */
  max = 0;
  /** Reconnects that were part of it. */
  count = 0;
  /** Tape time of the first and the last of them, milliseconds. */
  since = 0;
  last = 0;

  /** Adds one more, requested at tape time `at`. @returns whether it is part of a storm. */
  add(at: number): boolean {
    const number = this.#recent.add(at);
    if (number < MANY) return false;
    if (this.max === 0) this.since = this.#recent.since ?? at;
    // Those that made it one are part of it.
    this.count += this.count === 0 ? number : 1;
    this.max = Math.max(this.max, number);
    this.last = at;
    return true;
  }

  get is(): boolean {
    return this.max > 0;
  }

  get severity(): 'error' | 'warning' {
    return this.max >= FAR_TOO_MANY ? 'error' : 'warning';
  }
}

/** When connection `index` (from 0) of a chain was requested, milliseconds; null where it may be no reconnect. */
export function reconnectedAt(chain: EventStreamChain, index: number): number | null {
  const { member, join } = chain.links[index] ?? {};
  return join && join.certainty !== 'uncertain' ? (member?.facts.request?.at ?? null) : null;
}
