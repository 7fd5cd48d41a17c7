import type { EndpointChoices } from '../../channels/index.ts';
import type { Tape } from '../../tape/index.ts';
import { Moment, weightOf } from './moment.ts';

/** What lies between two checkpoints at the least, in bytes or their equal: about a tenth of a second. */
const SPACING = 25_000_000;
/** Each costs the tables of all that came before it. */
const MAX_CHECKPOINTS = 7;
/** Entries played between two looks at the clock. */
const CLOCK_EVERY = 256;

/**
 * Moments of a tape that wait at even distances, so that going back need not begin at the start. Derivation only goes
 * forward, and what it made cannot be copied: a moment that is taken is made again, in slices.
 */
export class Checkpoints {
  readonly #make: () => Moment;
  /** Weights at which a moment shall wait, rising, and what waits there. */
  readonly #places: { readonly weight: number; moment: Moment | null }[];
  #making: Moment | null = null;

  constructor(source: Tape, endpointChoices: EndpointChoices) {
    this.#make = () => new Moment(source, endpointChoices);
    const whole = weightOf(source);
    const count = Math.min(MAX_CHECKPOINTS, Math.floor(whole / SPACING));
    this.#places = Array.from({ length: count }, (_, index) => ({
      weight: (whole * (index + 1)) / (count + 1),
      moment: null,
    }));
  }

  /** Takes out the latest moment that satisfies a condition and is behind `weight`; null where there is none. */
  add(isEarly: (moment: Moment) => boolean, weight = 0): Moment | null {
    const place = this.#places.findLast(
      ({ moment }) => moment !== null && moment.weight > weight && isEarly(moment),
    );
    const moment = place?.moment ?? null;
    if (place) place.moment = null;
    return moment;
  }

  /** Makes what is missing, until `until` says stop. @returns whether there is more to make. */
  work(until: () => boolean): boolean {
    for (let place = this.#missing(); place; place = this.#missing()) {
      this.#making ??= this.#make();
      const moment = this.#making;
      for (let steps = 1; moment.weight < place.weight && moment.played.nextAt !== null; steps++) {
        moment.advance();
        if (steps % CLOCK_EVERY === 0 && (moment.derive(until) || until())) return true;
      }
      if (moment.derive(until)) return true;
      place.moment = moment;
      this.#making = null;
    }
    return false;
  }

  #missing() {
    return this.#places.find(({ moment }) => moment === null);
  }
}
