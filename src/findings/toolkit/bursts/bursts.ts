import { type EventStream, RowKind } from '../../../channels/index.ts';
import type { RowAt } from '../../observer.ts';

/** Milliseconds without a chunk before what is a burst, and within which chunks belong to one. */
export const SILENCE = 2000;
const TOGETHER = 250;
/** Events that are kept of the beginning of a burst, and as many of its end. */
const KEPT = 25;

/** An event's row and its block in the segment. */
type EventAt = Pick<RowAt, 'key' | 'ref'>;

/** The first and the last of some events: a burst of a million keeps fifty. */
class Ends {
  count = 0;
  readonly #first: EventAt[] = [];
  /** The latest ones, written over in turn. */
  readonly #last: EventAt[] = [];
  #next = 0;

  add(event: EventAt): void {
    this.count++;
    if (this.#first.length < KEPT) {
      this.#first.push(event);
      return;
    }
    this.#last[this.#next] = event;
    this.#next = (this.#next + 1) % KEPT;
  }

  /** In the order in which they came. */
  events(): EventAt[] {
    return [...this.#first, ...this.#last.slice(this.#next), ...this.#last.slice(0, this.#next)];
  }

  addAll(others: Ends): void {
    const events = others.events();
    for (const event of events) this.add(event);
    this.count += others.count - events.length;
  }
}

/** What came together after a silence. */
export interface Burst {
  /** Number of its first chunk. */
  readonly chunk: number;
  /** Tape time of the chunk before it, or where it is the first, when the request left. Milliseconds. */
  readonly since: number;
  readonly at: number;
  /** Whether no event came before it on its connection. */
  readonly isFirst: boolean;
  /** Number of its latest chunk. */
  last: number;
  readonly events: Ends;
}

/** Finds the bursts of a connection, from its rows and chunks in the order in which a rule observes them. */
export class Bursts {
  /** The latest one, which may yet grow. */
  latest: Burst | null = null;
  /** Events of the connection so far. */
  count = 0;
  readonly #stream: EventStream;
  #incoming = new Ends();
  #lastAt: number | null = null;

  constructor(stream: EventStream) {
    this.#stream = stream;
  }

  addRow({ key, kind, ref }: RowAt): void {
    if (kind === RowKind.Event) this.#incoming.add({ key, ref });
  }

  /** @returns the burst that is over with this chunk; null where none is. */
  addChunk(chunk: number): Burst | null {
    const at = this.#stream.tape.chunks.at(chunk);
    const since = this.#lastAt ?? this.#leftAt();
    this.#lastAt = at;
    const events = this.#incoming;
    if (events.count > 0) this.#incoming = new Ends();
    const isFirst = this.count === 0;
    this.count += events.count;
    const { latest } = this;
    if (latest && at - latest.at <= TOGETHER) {
      latest.events.addAll(events);
      latest.last = chunk;
      return null;
    }
    this.latest =
      since !== null && at - since > SILENCE ? { chunk, since, at, isFirst, last: chunk, events } : null;
    return latest;
  }

  /** When the request left; null where that is not known. */
  #leftAt(): number | null {
    const { request, sent } = this.#stream.facts;
    return request?.openBefore ? null : (sent?.at ?? request?.at ?? null);
  }
}

/** Whether a burst is all that came on its connection: the server ended it then, or the page, which had all. */
export function isWhole({ facts }: EventStream, burst: Burst, count: number): boolean {
  const { end } = facts;
  if (!end || end.inferred || end.how === 'failed' || end.serviceWorker) return false;
  return end.at - burst.at <= TOGETHER && burst.isFirst && burst.events.count === count;
}

/** Whether a burst ends within a line: what writes whole events does not stop there. */
export function isCut({ tape }: EventStream, burst: Burst): boolean {
  const end = tape.keptEnd(burst.last);
  const last = tape.bytes.peek(end - 1, end)?.[0];
  return last !== undefined && last !== LF && last !== CR;
}

const LF = 0x0a;
const CR = 0x0d;
