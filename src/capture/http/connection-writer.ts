/**
 * One connection on its way to the tape. Its records go out in order; while something that belongs before them is
 * still to come, they are held: the verdict whether it is a stream at all, the bytes from before streaming began, the
 * headers as they were on the wire.
 */
import type { PieceWatch } from '../../framing/index.ts';
import type { ResponseHead } from '../../sse/index.ts';
import {
  type ChunkRecord,
  type Context,
  type Fidelity,
  fromBase64,
  type InferredEnd,
  type TapeRecord,
  type TapeWriter,
  type Via,
} from '../../tape/index.ts';
import { cutBuffered } from './bytes.ts';
import type { Interrupted } from './connection-ids.ts';
import type { Ending } from './endings.ts';
import { MAX_IN_PIECES } from './keeping.ts';
import { afterPause } from './pause.ts';

/** What records wait for; several at once. */
export const FOR_VERDICT = 1;
export const FOR_BYTES = 2;
export const FOR_HEADERS = 4;

export interface ConnectionIdentity {
  readonly on: string;
  readonly requestId: string;
  readonly session: string;
  readonly via: Via;
  readonly context: Context;
  /** Loader id of the page (the main document) it belongs to. */
  readonly page: string;
  /** Loader id of the document that requested it; '' for workers. */
  readonly loader: string;
  readonly frame: string;
}

/** A busy thread of a page gives no bytes, but its request and response are reported at once. */
function precedesContent(record: TapeRecord): boolean {
  const { kind } = record;
  return (
    kind === 'request' || kind === 'sent' || kind === 'redirect' || kind === 'response' || kind === 'answered'
  );
}

export class ConnectionWriter {
  readonly identity: Omit<ConnectionIdentity, 'via'>;
  /** What requested it. For a connection open before capture began it may become known later. */
  via: Via;
  /** On the tape, or on its way there. */
  listed = false;
  response: ResponseHead | null = null;
  level: Fidelity | null = null;
  suspended = false;
  /** Read by its own target, it is that target's stream: listed with its first read. */
  listOnData = false;
  /** Its next messages are on the tape already, from another source. */
  skip = 0;
  /** It was open before, and it is not yet known which of the page's EventSources it is: to be looked for again. */
  isUnnamed = false;
  /** Another source reports its messages; here only its end is reported. */
  messagesFromLog = false;
  /** An ordinary exchange: no event stream, as far as is known. */
  exchange = false;
  /** Bytes of its content that are still to be kept. */
  bodyLeft = Number.POSITIVE_INFINITY;
  /** Where its chunks may show that it is read in pieces: from then on it is kept as such. */
  pieceWatch: PieceWatch | null = null;
  /** It is read in pieces, or shown as what is: more of it is kept. */
  isInPieces = false;
  /** Bytes of its content that were kept. */
  #kept = 0;
  /** Called for each piece of content that is kept. */
  onKept: ((bytes: number) => void) | null = null;
  /** When its thread last read of it, or wrote to it: tape time, milliseconds. */
  lastActivityAt = Number.NEGATIVE_INFINITY;
  /** Before its end: lets the other source append what it has not yet appended. */
  flushMessages: (() => Promise<void>) | null = null;
  ended = false;
  readonly #tape: TapeWriter;
  #waits = 0;
  #held: TapeRecord[] = [];
  /** Wire bytes reported and not yet on a chunk: they come one event late. */
  #wire = 0;
  /** All wire bytes of the content that were reported so far. */
  #wireSum = 0;
  /** When its latest record happened. */
  #last = 0;
  /** Decoded bytes announced so far. */
  decoded = 0;

  constructor(tape: TapeWriter, facts: ConnectionIdentity) {
    this.#tape = tape;
    this.identity = facts;
    this.via = facts.via;
  }

  get on(): string {
    return this.identity.on;
  }

  waitsFor(what: number): boolean {
    return (this.#waits & what) !== 0;
  }

  hold(what: number): void {
    this.#waits |= what;
  }

  release(what: number): void {
    this.#waits &= ~what;
    const held = this.#held;
    if (held.length === 0 || (this.#waits & ~FOR_BYTES) !== 0) return;
    let ready = held.length;
    if (this.#waits !== 0) ready = held.findIndex((record) => !precedesContent(record));
    if (ready < 0) ready = held.length;
    this.#held = held.slice(ready);
    for (let i = 0; i < ready; i++) {
      const record = held[i];
      if (record) this.#append(record);
    }
  }

  write(record: TapeRecord): void {
    this.#last = record.at;
    if (this.#waits === 0 || (this.#waits === FOR_BYTES && precedesContent(record))) this.#append(record);
    else this.#held.push(record);
  }

  /** Its thread did not respond from `from` on, until `to` or until now; `alive`: its last sign of life before. */
  busy(at: number, alive: number, from: number, to?: number): void {
    // One that is over, or is in the cache with its page, waits for nothing.
    if (!this.listed || this.ended || this.suspended) return;
    const record: TapeRecord = {
      kind: 'busy',
      at,
      on: this.on,
      alive,
      from,
      ...(to === undefined ? {} : { to }),
    };
    if (this.#waits === 0) this.#append(record);
    else this.#held.push(record);
  }

  /** No script of the page ran when messages of `type` were dispatched; `isOver`: since then one does. */
  unheard(at: number, type: string, isOver: boolean): void {
    if (!this.listed || this.ended || this.suspended) return;
    const record: TapeRecord = { kind: 'unheard', at, on: this.on, type, ...(isOver ? { over: true } : {}) };
    if (this.#waits === 0) this.#append(record);
    else this.#held.push(record);
  }

  /** Onto the tape, without the content that is beyond what is kept. */
  #append(record: TapeRecord): void {
    const size = record.kind === 'chunk' ? (record.bytes?.length ?? 0) : 0;
    if (record.kind !== 'chunk' || size <= this.bodyLeft) {
      // The limit was raised after it had been reached.
      if (size > 0 && this.level === 'lengths') {
        this.#tape.append({ kind: 'fidelity', at: record.at, on: this.on, level: 'bytes' });
        this.level = 'bytes';
      }
      this.bodyLeft -= size;
      this.#kept += size;
      this.onKept?.(size);
      this.#tape.append(record);
      return;
    }
    const { bytes: _, ...length } = record;
    const { at, on } = record;
    if (this.level !== 'lengths')
      this.#tape.append({ kind: 'fidelity', at, on, level: 'lengths', why: this.tooLarge });
    this.level = 'lengths';
    this.bodyLeft = 0;
    this.#tape.append(length);
  }

  /** Why content beyond the limit is not kept. */
  get tooLarge(): string {
    if (this.isInPieces) return 'Of a response that is read in pieces 64 MiB are kept (see docs/capture.md).';
    return 'An ordinary answer is kept up to a limit (64 KB, from the third request to its address on 1 MB; see docs/capture.md).';
  }

  /** It is read in pieces: more of it is kept than of an ordinary answer, and apart from those. */
  keepPieces(): void {
    this.pieceWatch = null;
    this.isInPieces = true;
    this.bodyLeft = MAX_IN_PIECES - this.#kept;
    this.onKept = null;
  }

  /** It is a stream of its own: onto the tape with it. */
  list(): void {
    this.listed = true;
    this.listOnData = false;
    this.release(FOR_VERDICT);
  }

  /** Puts a better record in the place of one that is still held. */
  amend(held: TapeRecord, better: TapeRecord): void {
    const index = this.#held.indexOf(held);
    if (index >= 0) this.#held[index] = better;
  }

  /** Changes what is known of it from here on; writes a record only when it changes. */
  setLevel(level: Fidelity, at: number, why?: string): void {
    if (this.level === level) return;
    this.level = level;
    this.write({ kind: 'fidelity', at, on: this.on, level, ...(why === undefined ? {} : { why }) });
  }

  /** `Network.dataReceived`. */
  data(at: number, length: number, encoded: number, data: string | undefined): void {
    if (this.messagesFromLog) return;
    if (this.listOnData) this.list();
    if (this.pieceWatch && length > 0) {
      this.pieceWatch.add(at, length);
      if (this.pieceWatch.hasPaused || this.pieceWatch.isInPieces) this.keepPieces();
    }
    this.lastActivityAt = at;
    this.#wire += encoded;
    this.#wireSum += encoded;
    // Only a late count of wire bytes: no read by the page.
    if (length === 0 && data === undefined) return;
    this.decoded += length;
    const wire = this.#wire;
    this.#wire = 0;
    if (data !== undefined) {
      const bytes = fromBase64(data);
      this.write({ kind: 'chunk', at, on: this.on, length: bytes.length, wire, bytes });
      return;
    }
    this.write({ kind: 'chunk', at, on: this.on, length, wire });
    if (this.level === 'bytes' && !this.waitsFor(FOR_BYTES)) {
      this.write({
        kind: 'gap',
        at,
        on: this.on,
        why: 'The browser sent no bytes with this read.',
        bytes: length,
      });
    }
  }

  /** `Network.eventSourceMessageReceived`. */
  message(at: number, type: string, data: string, id: string): void {
    if (this.messagesFromLog) return;
    this.lastActivityAt = at;
    if (this.skip > 0) {
      this.skip--;
      return;
    }
    const on = this.on;
    if (this.level === 'bytes' || this.waitsFor(FOR_BYTES)) {
      this.write({ kind: 'dispatched', at, on, type, data, id });
      return;
    }
    this.setLevel('messages', at);
    this.write({ kind: 'message', at, on, type, data, id });
  }

  /** Streaming began: what was buffered until then goes where its reads were announced. */
  bytesFrom(at: number, buffered: Uint8Array): void {
    const reads: { index: number; chunk: ChunkRecord }[] = [];
    this.#held.forEach((record, index) => {
      if (record.kind === 'chunk' && record.bytes === undefined) reads.push({ index, chunk: record });
    });
    const { before, pieces, missing } = cutBuffered(
      buffered,
      reads.map(({ chunk }) => chunk.length),
    );
    reads.forEach(({ index, chunk }, number) => {
      const bytes = pieces[number];
      if (bytes) this.#held[index] = { ...chunk, bytes };
    });
    const on = this.on;
    const first = reads[0];
    const place = first ? first.index : this.#held.length;
    const insert: TapeRecord[] = [];
    if (this.level !== 'bytes') {
      this.level = 'bytes';
      insert.push({ kind: 'fidelity', at: first?.chunk.at ?? at, on, level: 'bytes' });
    }
    if (missing > 0) {
      const why = 'The browser no longer had what came before streaming began.';
      insert.push({ kind: 'gap', at: first?.chunk.at ?? at, on, why, bytes: missing });
    }
    if (before.length > 0) {
      this.decoded += before.length;
      insert.push({ kind: 'chunk', at: first?.chunk.at ?? at, on, length: before.length, bytes: before });
    }
    this.#held.splice(place, 0, ...insert);
    this.release(FOR_BYTES);
  }

  /** Streaming is refused: what the browser dispatched is then all that is known of the content. */
  withoutBytes(at: number, why: string): void {
    this.#held = this.#held.map((record) =>
      record.kind === 'dispatched' ? { ...record, kind: 'message' } : record,
    );
    const level: Fidelity = this.via === 'eventsource' ? 'messages' : 'lengths';
    const place = this.#held.findIndex((record) => record.kind === 'chunk' || record.kind === 'message');
    if (this.level !== level) {
      this.level = level;
      const first = place < 0 ? at : (this.#held[place]?.at ?? at);
      this.#held.splice(place < 0 ? this.#held.length : place, 0, {
        kind: 'fidelity',
        at: first,
        on: this.on,
        level,
        why,
      });
    }
    this.release(FOR_BYTES);
  }

  /** The page went where it may come back from. */
  suspend(at: number): void {
    if (this.waitsFor(FOR_BYTES))
      this.withoutBytes(at, 'The page was left before the browser gave its bytes.');
    this.suspended = true;
    this.write({ kind: 'suspend', at, on: this.on });
  }

  /** The page came back. Chromium continues with messages and lengths, but no longer with bytes. */
  resume(at: number): void {
    this.suspended = false;
    this.write({ kind: 'resume', at, on: this.on });
    if (this.level !== 'bytes') return;
    const on = this.on;
    this.write({
      kind: 'gap',
      at,
      on,
      why: "After the back/forward cache the browser no longer gives this stream's bytes.",
    });
    this.setLevel(
      this.via === 'eventsource' ? 'messages' : 'lengths',
      at,
      'back from the back/forward cache',
    );
  }

  /** Recording stopped while it was open, and runs again. Chromium gives messages and lengths of it, but no bytes. */
  continueFrom({ level, response, at: since }: Interrupted, at: number): void {
    this.level = level;
    this.response = response;
    for (const record of afterPause(this.on, since, at)) this.write(record);
    if (level !== 'bytes' || this.via === 'websocket') return;
    this.level = this.via === 'eventsource' ? 'messages' : 'lengths';
    const why = 'it was open when Record went on';
    this.write({ kind: 'fidelity', at, on: this.on, level: this.level, why, chosen: 'record-off' });
  }

  /**
   * It is over, as the browser reported. What its bytes or its verdict still wait for comes first.
   * @param wireTotal of the content, where the network reported one: the last lengths are not on any chunk.
   */
  end(at: number, how: Ending, wireTotal = 0): void {
    this.ended = true;
    const { flushMessages } = this;
    if (flushMessages) {
      this.flushMessages = null;
      const rest = () => this.end(at, how, wireTotal);
      void flushMessages().then(rest, rest);
      return;
    }
    const wire = this.#wire + Math.max(0, wireTotal - this.#wireSum);
    // The network's own finish can be stamped before the page's last read.
    const when = Math.max(at, this.#last);
    this.write({ kind: 'end', at: when, on: this.on, ...how, ...(wire > 0 ? { wire } : {}) });
  }

  /** It is over, though nothing reported it: no response can come any more either. */
  endInferred(at: number, inferred: InferredEnd): void {
    if (this.waitsFor(FOR_BYTES)) this.withoutBytes(at, 'It ended before the browser gave its bytes.');
    this.release(FOR_HEADERS | FOR_VERDICT);
    this.ended = true;
    const how = inferred === 'crash' || inferred === 'target-gone' ? 'failed' : 'cancelled';
    this.write({ kind: 'end', at: Math.max(at, this.#last), on: this.on, how, inferred });
  }

  /** It was no stream. */
  drop(): void {
    this.ended = true;
    this.listOnData = false;
    this.#held = [];
  }
}
