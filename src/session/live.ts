import { Channels, carryOver } from '../channels/index.ts';
import { Tape, type TapeRecord, type TapeWriter } from '../tape/index.ts';

/**
 * The tape that is being captured, and what is derived from it. Capture writes through it all the time; when the log is
 * cleared a new tape begins behind it, with the connections still open carried over.
 */
export class LiveTape implements TapeWriter {
  #tape = new Tape();
  #channels = new Channels(this.#tape);
  readonly #changed: () => void;
  preserveLog = false;

  /** @param changed called after every append; it must be quick. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get tape(): Tape {
    return this.#tape;
  }
  get channels(): Channels {
    return this.#channels;
  }

  append(record: TapeRecord): void {
    if (record.kind === 'navigate' && !this.preserveLog) {
      this.clear(record.at, 'the page went elsewhere, and Preserve log was off');
    }
    this.#tape.append(record);
    if (record.kind === 'dispatched' || record.kind === 'agreed') this.#channels.dispatched(record.on);
    this.#changed();
  }

  /** Begins a new tape at `at` (milliseconds on the tape's clock). Open connections go on, with a gap that says `why`. */
  clear(at: number, why: string): void {
    // All that has come must be read first: what is carried over depends on it.
    while (this.#channels.update(() => false));
    const tape = new Tape();
    for (const record of carryOver(this.#channels, at, why)) tape.append(record);
    this.#tape = tape;
    this.#channels = new Channels(tape);
    this.#changed();
  }
}
