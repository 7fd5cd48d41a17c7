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

  /** Whether the stretch `from` to `to` touches one. @param facts those of a connection count as well. */
  isDisturbed(facts: readonly PlainRecord[], from: number, to: number): boolean {
    this.#readTape();
    if (this.#offSince !== null && this.#offSince <= to) return true;
    return (
      this.#stretches.some((stretch) => stretch.from <= to && stretch.to >= from) ||
      facts.some((fact) => isPause(fact) && fact.at >= from && fact.at <= to)
    );
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

function isPause(fact: PlainRecord): boolean {
  return fact.kind === 'gap' || fact.kind === 'suspend' || fact.kind === 'resume' || fact.kind === 'fidelity';
}
