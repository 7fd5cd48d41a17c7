import { Channels, type EndpointChoices } from '../../channels/index.ts';
import { PlayedTape, type Tape } from '../../tape/index.ts';

/** What an entry takes to play and to derive, besides its bytes: as many bytes as take the same time. */
const ENTRY = 180;

/** A tape as it was at a moment, and what was derived from it then. It only goes forward. */
export class Moment {
  readonly played: PlayedTape;
  readonly channels: Channels;

  constructor(source: Tape, endpointChoices: EndpointChoices) {
    this.played = new PlayedTape(source);
    this.channels = new Channels(this.played.tape, endpointChoices);
  }

  /** Plays the next entry, or the rest of a chunk that was played in part. @param size bytes of a chunk to play, from its start. */
  advance(size?: number): void {
    const { played, channels } = this;
    // No entry says that a chunk has grown, so its beginning must have been read before.
    if (played.part !== null) this.derive();
    const grown = played.advance(size);
    if (grown) channels.chunkExtended(grown.connection, grown.from);
  }

  /** What it took to come here, in bytes or their equal. */
  get weight(): number {
    return ENTRY * this.played.position + this.played.bytes;
  }

  /** Plays all entries up to a tape time, milliseconds. */
  advanceTo(time: number): void {
    for (let next = this.played.nextAt; next !== null && next <= time; next = this.played.nextAt)
      this.advance();
  }

  /** Plays up to entry `position`, which is not played; of the last one, where it is a chunk, `part` bytes only. */
  advanceToEntry(position: number, part: number | null): void {
    const { played } = this;
    while (played.position < position - 1) this.advance();
    if (played.position < position) this.advance(part ?? undefined);
    else if (played.part !== null && played.part !== part) this.advance(part ?? undefined);
  }

  /** Derives what was played, until `until` says stop. @returns whether there is more. */
  derive(until: () => boolean = () => false): boolean {
    let more = this.channels.update(until);
    while (more && !until()) more = this.channels.update(until);
    return more;
  }
}

/** What it takes to play a whole tape; see {@link Moment.weight}. */
export function weightOf(tape: Tape): number {
  return tape.connections().reduce((sum, { chunks }) => sum + chunks.total, ENTRY * tape.length);
}
