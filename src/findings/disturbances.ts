import type { PlainRecord, Tape } from '../tape/index.ts';

/** Wall time that goes ahead of the network clock by more than this between two pairings: the machine slept. */
const SLEPT = 2000;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches of time in which silence on any connection means nothing, milliseconds on the tape's clock. */
export class Disturbances {
  readonly #tape: Tape;
  readonly #stretches: Stretch[] = [];
  #read = 0;
  #clock: { at: number; wall: number } | null = null;
  #offSince: number | null = null;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  /**
   * From when on, of the time from `from` to `to`, silence means something: the end of the last disturbance after `from`,
   * or `from` where there was none, or `to` where one lasts.
   * @param facts those of a connection count as well.
   */
  calmSince(facts: readonly PlainRecord[], from: number, to: number): number {
    this.#readTape();
    if (this.#offSince !== null && this.#offSince <= to) return to;
    let since = from;
    for (const stretch of this.#stretches)
      if (stretch.from <= to && stretch.to > since) since = Math.min(stretch.to, to);
    return Math.max(since, endOfPauses(facts, to));
  }

  #readTape(): void {
    const facts = this.#tape.general;
    for (; this.#read < facts.length; this.#read++) {
      const fact = facts[this.#read];
      if (fact) this.#addFact(fact);
    }
  }

  #addFact(fact: PlainRecord): void {
    if (fact.kind === 'clock') {
      const before = this.#clock;
      if (before && fact.wall - before.wall - (fact.at - before.at) > SLEPT)
        this.#stretches.push({ from: before.at, to: fact.at });
      this.#clock = fact;
    } else if (fact.kind === 'gap') this.#stretches.push({ from: fact.at, to: fact.at });
    else if (fact.kind === 'capture') {
      if (fact.state !== 'on') this.#offSince ??= fact.at;
      else if (this.#offSince !== null) {
        this.#stretches.push({ from: this.#offSince, to: fact.at });
        this.#offSince = null;
      }
    }
  }
}

/**
 * The end of the last pause of a connection up to `to`; -Infinity where there was none. What is known of a connection from its
 * beginning on is no pause, whatever that is.
 */
function endOfPauses(facts: readonly PlainRecord[], to: number): number {
  let isFirstFidelity = true;
  let end = Number.NEGATIVE_INFINITY;
  for (const fact of facts) {
    if (fact.at > to) continue;
    if (fact.kind === 'fidelity' && isFirstFidelity) isFirstFidelity = false;
    else if (isPause(fact)) end = Math.max(end, fact.at);
  }
  return end;
}

function isPause(fact: PlainRecord): boolean {
  return fact.kind === 'gap' || fact.kind === 'suspend' || fact.kind === 'resume' || fact.kind === 'fidelity';
}
