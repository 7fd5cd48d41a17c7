/**
 * The tape's clock: milliseconds since the tape began, running with the monotonic clock that the browser stamps
 * network events with. Both it and `performance.now()` stand still while the machine sleeps.
 */
import type { ClockRecord } from '../tape/index.ts';

export interface TimeSource {
  /** Monotonic milliseconds (`performance.now()`). */
  now(): number;
  /** Milliseconds since the Unix epoch (`Date.now()`). */
  wall(): number;
}

export const systemTime: TimeSource = { now: () => performance.now(), wall: () => Date.now() };

/** A wall clock this far from the pairing was set or the machine slept: say so on the tape. */
const DRIFT = 100;
/** While nothing carries both clocks they are compared as they are read, one after the other: a slip of this is none. */
const SLIP = 1000;
/** A first pairing by wall time further off than this is not believed: the wall clock moved in between. */
const BELIEVABLE = 2000;

export class TapeClock {
  readonly #time: TimeSource;
  readonly #origin: number;
  /** Wall time at tape time 0, by the latest pairing. */
  #wallAtZero: number;
  /** Added to a network timestamp in milliseconds to get tape time; null before the first event. */
  #network: number | null = null;
  #isPaired = false;
  /** The latest time at which both clocks were seen to go together. */
  #agreed: ClockRecord | null = null;

  constructor(time: TimeSource = systemTime) {
    this.#time = time;
    this.#origin = time.now();
    this.#wallAtZero = time.wall();
  }

  now(): number {
    return this.#time.now() - this.#origin;
  }

  /**
   * Whether network timestamps were paired with wall time. Else they are paired with the first one's arrival, and all come
   * out as much too late as that was: on a busy machine by hundreds of milliseconds.
   */
  get isPaired(): boolean {
    return this.#isPaired;
  }

  /** Tape time of a network timestamp (seconds). */
  at(timestamp: number): number {
    // Without a wall time beside it, the moment of its arrival is the best pairing there is.
    this.#network ??= this.now() - timestamp * 1000;
    return timestamp * 1000 + this.#network;
  }

  /** Tape time of a wall time (milliseconds); nothing lies before the tape's beginning. */
  fromWall(wall: number): number {
    return Math.max(0, wall - this.#wallAtZero);
  }

  /** The pairing as it stands. */
  record(): ClockRecord {
    const at = this.now();
    return { kind: 'clock', at, wall: this.#wallAtZero + at };
  }

  /** Pairs with the wall clock again: hours may have passed when a capture starts. */
  renew(): ClockRecord {
    const at = this.now();
    this.#wallAtZero = this.#time.wall() - at;
    this.#agreed = null;
    return { kind: 'clock', at, wall: this.#wallAtZero + at };
  }

  /**
   * Reads an event that carries both clocks (`Network.requestWillBeSent`: `timestamp`, `wallTime`, seconds).
   * @returns records where the wall clock has moved since the last one.
   */
  pair(timestamp: number, wallTime: number): ClockRecord[] {
    const wall = wallTime * 1000;
    if (this.#network === null) {
      const heard = this.now();
      const at = wall - this.#wallAtZero;
      this.#isPaired = Math.abs(heard - at) < BELIEVABLE;
      this.#network = (this.#isPaired ? at : heard) - timestamp * 1000;
    }
    const at = this.at(timestamp);
    return this.#compare(at, wall, DRIFT);
  }

  /**
   * Compares the clocks as they are now; to be called now and then.
   * @returns records where the wall clock has moved since the last time: the machine slept, or the clock was set.
   */
  look(): ClockRecord[] {
    return this.#compare(this.now(), this.#time.wall(), SLIP);
  }

  #compare(at: number, wall: number, tolerance: number): ClockRecord[] {
    const before = this.#agreed;
    this.#agreed = { kind: 'clock', at, wall };
    if (Math.abs(wall - at - this.#wallAtZero) <= tolerance) return [];
    this.#wallAtZero = wall - at;
    // With the time until which they went together, so that a sleep is known to have been after it.
    return before && before.at < at ? [before, this.#agreed] : [this.#agreed];
  }
}
