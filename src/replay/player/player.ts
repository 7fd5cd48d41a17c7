import type { Channels, EndpointChoices } from '../../channels/index.ts';
import { Table } from '../../tape/index.ts';
import { Checkpoints } from './checkpoints.ts';
import { Moment } from './moment.ts';
import { type StepUnit, Stops } from './stops.ts';

/** How fast time goes: a multiple of the captured speed, or as fast as possible. */
export type Speed = number | 'fastest';

/** Milliseconds that a shortened silence takes, at any speed. */
const SHORTENED = 1000;
/** Milliseconds of work a tick or a seek does at once; what is left is done in slices. */
const FAST_TICK = 8;
const SEEK = 150;

/**
 * Plays a tape again: the channels as of a moment, and the means to move it. What is appended to the tape later is not
 * played. Times are tape time, milliseconds.
 */
export class Player {
  readonly start: number;
  readonly end: number;
  readonly #source: Channels;
  readonly #checkpoints: Checkpoints;
  readonly #begin: () => Moment;
  #moment: Moment;
  #at: number;
  isPlaying = false;
  speed: Speed = 1;
  /** Whether a silence of more than a second is made one of a second. */
  shortens = false;

  /** @param source the whole tape and what is derived from it. */
  constructor(source: Channels, endpointChoices: EndpointChoices) {
    this.#source = source;
    this.#begin = () => new Moment(source.tape, endpointChoices);
    this.#checkpoints = new Checkpoints(source.tape, endpointChoices);
    this.#moment = this.#begin();
    this.start = this.#moment.played.nextAt ?? 0;
    this.end = Math.max(this.start, source.tape.lastAt);
    this.#at = this.start;
  }

  /** As of the moment. Another object after a step back: views start over on it. */
  get channels(): Channels {
    return this.#moment.channels;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#moment.played.nextAt === null && this.#at >= this.end;
  }

  /** Plays on; from the beginning where it had come to the end. */
  play(): void {
    if (this.isAtEnd) this.seek(this.start);
    this.isPlaying = true;
  }

  pause(): void {
    this.isPlaying = false;
  }

  /** Goes to a moment. */
  seek(time: number): void {
    const to = Math.min(this.end, Math.max(this.start, time));
    const isEarly = ({ played }: Moment) => played.tape.lastAt <= to;
    this.#goFrom(isEarly(this.#moment), isEarly);
    this.#moment.advanceTo(to);
    this.#at = to;
    this.#deriveSome();
  }

  /** Lets `elapsed` milliseconds of the user's time pass. @returns whether anything changed. */
  tick(elapsed: number): boolean {
    if (!this.isPlaying) return false;
    const { played } = this.#moment;
    if (this.speed === 'fastest') {
      const until = performance.now() + FAST_TICK;
      while (played.nextAt !== null && performance.now() < until) {
        for (let entry = 0; entry < 64 && played.nextAt !== null; entry++) this.#moment.advance();
      }
      this.#at = played.nextAt === null ? this.end : Math.max(this.#at, played.tape.lastAt);
    } else {
      const next = played.nextAt ?? this.end;
      const shortest = next - SHORTENED * this.speed;
      if (this.shortens && shortest > this.#at) this.#at = shortest;
      this.#at = Math.min(this.end, this.#at + elapsed * this.speed);
      this.#moment.advanceTo(this.#at);
    }
    if (this.isAtEnd) this.isPlaying = false;
    return true;
  }

  /**
   * Goes to the end of the next or the last chunk, line or event of a channel, and pauses. What other channels did
   * in that time is played along.
   * @param channel its id when the whole tape was played.
   */
  step(channel: string, unit: StepUnit, direction: 'forward' | 'back'): void {
    this.isPlaying = false;
    const stops = new Stops(this.#source, channel, unit);
    if (direction === 'forward') this.#stepForward(stops);
    else this.#stepBack(stops);
    this.#deriveSome();
  }

  /** Makes ready for going back, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    return this.#checkpoints.work(until);
  }

  #stepForward(stops: Stops): void {
    const { played } = this.#moment;
    for (;;) {
      const { part } = played;
      const entry = part === null ? played.next() : this.#entry(played.position - 1);
      if (!entry) break;
      const stop = stops.first(entry, part ?? -1);
      this.#moment.advance(stop === null || stop === 0 ? undefined : stop);
      if (stop === null) continue;
      this.#at = Math.max(this.#at, played.tape.lastAt);
      return;
    }
    this.#at = this.end;
  }

  #stepBack(stops: Stops): void {
    const { played } = this.#moment;
    const rows = new Map<string, number>();
    for (let index = played.position - 1; index >= 0; index--) {
      const entry = this.#entry(index, rows);
      const isLast = index === played.position - 1;
      const before = isLast ? (played.part ?? this.#sizeOf(entry)) : Number.POSITIVE_INFINITY;
      const stop = stops.last(entry, before);
      if (stop === null) continue;
      const size = this.#sizeOf(entry);
      this.#goTo(index + 1, stop > 0 && stop < size ? stop : null);
      return;
    }
    this.seek(this.start);
  }

  #goTo(position: number, part: number | null): void {
    const isBefore = ({ played }: Moment) => played.position < position;
    this.#goFrom(isBefore(this.#moment), isBefore);
    this.#moment.advanceToEntry(position, part);
    this.#at = this.#moment.played.tape.lastAt;
  }

  /** Sets the moment to go forward from: the present one where it may, else the latest checkpoint, or the beginning. */
  #goFrom(mayStay: boolean, isEarly: (moment: Moment) => boolean): void {
    const better = this.#checkpoints.add(isEarly, mayStay ? this.#moment.weight : 0);
    if (better) this.#moment = better;
    else if (!mayStay) this.#moment = this.#begin();
  }

  #deriveSome(): void {
    const until = performance.now() + SEEK;
    this.#moment.derive(() => performance.now() >= until);
  }

  /** @param rows by connection and table how many rows there were before those looked at already, from behind. */
  #entry(index: number, rows = new Map<string, number>()) {
    const { connection, table } = this.#source.tape.entry(index);
    const key = `${table} ${connection.id}`;
    const row = (rows.get(key) ?? this.#played(connection.id, table)) - 1;
    rows.set(key, row);
    return { connection: connection.id, table, row };
  }

  /** Rows of a table of a connection that have been played. */
  #played(id: string, table: Table): number {
    const { tape } = this.#moment.played;
    if (id === '') return tape.general.length;
    const connection = tape.connection(id);
    if (!connection) return 0;
    if (table === Table.Fact) return connection.facts.length;
    if (table === Table.Chunk) return connection.chunks.count;
    return table === Table.Message ? connection.messages.count : connection.frames.count;
  }

  /** Bytes of a chunk; 0 of another entry, which comes at once. */
  #sizeOf({ connection, table, row }: { connection: string; table: Table; row: number }): number {
    return table === Table.Chunk ? (this.#source.tape.connection(connection)?.chunks.size(row) ?? 0) : 0;
  }
}
