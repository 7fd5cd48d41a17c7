import { Channels, carryOver, type EndpointChoices } from '../channels/index.ts';
import { Tape, type TapeRecord, type TapeWriter } from '../tape/index.ts';

/**
 * The tape that is being captured, and what is derived from it. Capture writes through it all the time; when the log is
 * cleared a new tape begins behind it, with the connections still open carried over.
 */
export class LiveTape implements TapeWriter {
  #tape = new Tape();
  #channels: Channels;
  /** Connections of pages that lie in the back/forward cache, by id: off the list, until they come back. */
  readonly #parked = new Map<string, TapeRecord[]>();
  /** Channels of the connections that continued over a new beginning: a channel keeps its id. */
  #names = new Map<string, string>();
  readonly #changed: () => void;
  readonly #endpointChoices: EndpointChoices;
  preserveLog = false;

  /** @param changed called after every append; it must be quick. */
  constructor(changed: () => void, endpointChoices: EndpointChoices) {
    this.#changed = changed;
    this.#endpointChoices = endpointChoices;
    this.#channels = new Channels(this.#tape, endpointChoices);
  }

  get tape(): Tape {
    return this.#tape;
  }
  get channels(): Channels {
    return this.#channels;
  }

  append(record: TapeRecord): void {
    if (record.kind === 'navigate' && !this.preserveLog) {
      this.#begin(record.at, 'the page went elsewhere, and Preserve log was off', true);
    }
    if (this.#parked.size > 0 && !this.#unpark(record)) return;
    this.#tape.append(record);
    if (record.kind === 'dispatched' || record.kind === 'agreed') this.#channels.dispatched(record.on);
    this.#changed();
  }

  /** Begins a new tape at `at` (milliseconds on the tape's clock). Open connections continue, with a gap that says `why`. */
  clear(at: number, why: string): void {
    this.#begin(at, why, false);
  }

  #begin(at: number, why: string, parks: boolean): void {
    // All that has come must be read first: what is carried over depends on it.
    while (this.#channels.update(() => false));
    const before = this.#channels;
    this.#endpointChoices.remember(parks ? [] : before.polls.runningKeys());
    const tape = new Tape();
    const names = new Map<string, string>();
    for (const id of this.#parked.keys()) names.set(id, this.#names.get(id) ?? id);
    for (const stream of before.streams()) {
      const channel = before.chainOf(stream.id);
      if (channel && !stream.facts.end) names.set(stream.id, channel.id);
    }
    for (const record of carryOver(before, at, why)) {
      const on = 'on' in record ? record.on : undefined;
      if (parks && on !== undefined && before.stream(on)?.suspended) this.#park(on, record);
      else tape.append(record);
    }
    for (const [endpoint, intent] of this.#endpointChoices.all()) {
      tape.append({ kind: 'decision', at, what: 'poll', endpoint, intent });
    }
    this.#tape = tape;
    this.#names = names;
    this.#channels = new Channels(tape, this.#endpointChoices, names);
    this.#changed();
  }

  #park(on: string, record: TapeRecord): void {
    const records = this.#parked.get(on);
    if (records) records.push(record);
    else this.#parked.set(on, [record]);
  }

  /** Brings a parked connection back when it continues. @returns false for the end of one that never came back. */
  #unpark(record: TapeRecord): boolean {
    const on = 'on' in record ? record.on : undefined;
    const records = on === undefined ? undefined : this.#parked.get(on);
    if (on === undefined || !records) return true;
    this.#parked.delete(on);
    if (record.kind === 'end') return false;
    for (const each of records) this.#tape.append(each);
    return true;
  }
}
