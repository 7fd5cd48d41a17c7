import { Channels, type ConnectionFacts, carryOver, type EndpointChoices } from '../channels/index.ts';
import { Tape, type TapeRecord, type TapeWriter } from '../tape/index.ts';

/** The beginning of a new tape, which waits until the old one is read. */
interface Beginning {
  readonly at: number;
  readonly why: string;
  /** Whether the page went elsewhere. */
  readonly isNewPage: boolean;
  /** The record that it begins with, after what is carried over; null where there is none. */
  readonly first: TapeRecord | null;
  /** What has come since, in order. */
  held: (TapeRecord | ClearRequest)[];
}

/** The user cleared the log. */
interface ClearRequest {
  readonly kind: 'clear';
  readonly at: number;
  readonly why: string;
}

/**
 * The tape that is being captured, and what is derived from it. Capture writes through it all the time; when the log is
 * cleared a new tape begins behind it, with the connections still open carried over.
 */
export class LiveTape implements TapeWriter {
  #tape = new Tape();
  #channels: Channels;
  /** Connections that may come back, by id: off the list until then. */
  readonly #parked = new Map<string, TapeRecord[]>();
  /** Channels of the connections that continued over a new beginning: a channel keeps its id. */
  #names = new Map<string, string>();
  /** The beginning of a new tape that waits until the old one is read, and what has come for it since. */
  #next: Beginning | null = null;
  readonly #changed: () => void;
  readonly #endpointChoices: EndpointChoices;
  readonly #slice: () => () => boolean;
  preserveLog = false;
  /** How often the page went elsewhere, or was loaded again. */
  navigations = 0;

  /**
   * @param changed called after every append; it must be quick.
   * @param slice makes the limit of work that must not wait for a slice of the session: asked `true`, it stops.
   */
  constructor(
    changed: () => void,
    endpointChoices: EndpointChoices,
    slice: () => () => boolean = () => () => false,
  ) {
    this.#changed = changed;
    this.#endpointChoices = endpointChoices;
    this.#slice = slice;
    this.#channels = new Channels(this.#tape, endpointChoices);
  }

  get tape(): Tape {
    return this.#tape;
  }
  get channels(): Channels {
    return this.#channels;
  }

  append(record: TapeRecord): void {
    if (record.kind === 'navigate') this.navigations++;
    this.#add(record);
    this.#changed();
  }

  /** Begins a new tape at `at` (milliseconds on the tape's clock). Open connections continue, with a gap that says `why`. */
  clear(at: number, why: string): void {
    this.#add({ kind: 'clear', at, why });
    this.#changed();
  }

  /** Reads what has come, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    while (!this.#channels.update(until)) {
      if (!this.#next) return false;
      this.#replace(this.#next);
    }
    return true;
  }

  #add(record: TapeRecord | ClearRequest): void {
    if (this.#next) this.#next.held.push(record);
    else if (record.kind === 'clear') this.#begin({ ...record, isNewPage: false, first: null, held: [] });
    else if (record.kind === 'navigate' && !this.preserveLog) {
      const why = 'What came before was cleared when the page went elsewhere: Preserve log was off.';
      this.#begin({ at: record.at, why, isNewPage: true, first: record, held: [] });
    } else this.#append(record);
  }

  #append(record: TapeRecord): void {
    if (this.#parked.size > 0 && !this.#unpark(record)) return;
    this.#tape.append(record);
    if (record.kind === 'dispatched' || record.kind === 'agreed') this.#channels.dispatched(record.on);
  }

  /** What is carried over depends on all that has come: it is read first, in slices where it is much. */
  #begin(beginning: Beginning): void {
    this.#next = beginning;
    this.work(this.#slice());
  }

  /** Puts the new tape in the place of the old one, which was read. */
  #replace({ at, why, isNewPage, first, held }: Beginning): void {
    const before = this.#channels;
    this.#next = null;
    this.#endpointChoices.remember(isNewPage ? [] : before.polls.runningKeys());
    const tape = new Tape();
    const names = new Map<string, string>();
    for (const id of this.#parked.keys()) names.set(id, this.#names.get(id) ?? id);
    for (const { id } of before.open()) {
      const chain = before.chainOf(id);
      if (chain) names.set(id, chain.id);
    }
    for (const record of carryOver(before, at, why)) {
      const on = 'on' in record ? record.on : undefined;
      if (on !== undefined && isAway(before.connection(on)?.facts)) this.#park(on, record);
      else tape.append(record);
    }
    for (const [endpoint, intent] of this.#endpointChoices.all()) {
      tape.append({ kind: 'decision', at, what: 'poll', endpoint, intent });
    }
    this.#tape = tape;
    this.#names = names;
    this.#channels = new Channels(tape, this.#endpointChoices, names);
    if (first) this.#append(first);
    for (const [index, record] of held.entries()) {
      this.#add(record);
      // Another beginning: what is left waits for that one.
      if (this.#next) {
        (this.#next as Beginning).held = held.slice(index + 1);
        return;
      }
    }
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

/** Whether nothing comes of it now, though it may go on: its page lies in the back/forward cache, or Record is off. */
function isAway(facts: ConnectionFacts | undefined): boolean {
  return facts !== undefined && (facts.suspendedAt !== null || facts.end !== null);
}
