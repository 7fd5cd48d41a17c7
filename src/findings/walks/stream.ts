import { type EventStream, RowKind } from '../../channels/index.ts';
import { Field, Terminator } from '../../sse/index.ts';
import { callAll, type GuardedCallback, type GuardedObserver, guardedCallback } from '../guard.ts';
import type { LineAt, RowAt, StreamObserver } from '../observer.ts';
import { CLOCK_EVERY } from './clock.ts';

/** An observer of one connection. */
export interface GuardedStreamObserver {
  readonly guarded: GuardedObserver;
  readonly observer: StreamObserver | null;
}

/** Walks over what came on a connection and hands it to its watchers, each thing once. */
export class StreamWalk {
  readonly #stream: EventStream;
  /** By field. */
  readonly #onLine: GuardedCallback<LineAt>[][];
  readonly #onRow: GuardedCallback<RowAt>[];
  readonly #onChunk: GuardedCallback<number>[];
  #segment = 0;
  #line = 0;
  #chunk = 0;
  #rowAt: RowAt = { key: 0, kind: RowKind.Note, ref: 0, at: 0 };

  constructor(stream: EventStream, observers: readonly GuardedStreamObserver[]) {
    this.#stream = stream;
    this.#onRow = observers.flatMap(({ guarded, observer }) => guardedCallback(guarded, observer?.row));
    this.#onChunk = observers.flatMap(({ guarded, observer }) => guardedCallback(guarded, observer?.chunk));
    this.#onLine = Object.values(Field).map((field) =>
      observers.flatMap(({ guarded, observer }) =>
        observer?.line?.fields.includes(field) ? guardedCallback(guarded, observer.line.observe) : [],
      ),
    );
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    if (this.#onLine.some((ears) => ears.length > 0) && this.#lines(until)) return true;
    return (this.#onRow.length > 0 || this.#onChunk.length > 0) && this.#chunks(until);
  }

  #lines(until: () => boolean): boolean {
    const { segments } = this.#stream;
    for (; this.#segment < segments.length; this.#segment++, this.#line = 0) {
      const segment = segments[this.#segment];
      if (!segment) return false;
      const { reader } = segment;
      const at: LineAt = { segment, line: 0, field: Field.Blank };
      let steps = 0;
      for (; this.#line < reader.lineCount; this.#line++) {
        const line = this.#line;
        // A CR that is the last byte so far may yet become a CRLF.
        if (
          !reader.finished &&
          line === reader.lineCount - 1 &&
          reader.lineTerminator(line) === Terminator.Cr
        )
          return false;
        at.line = line;
        at.field = reader.lineField(line);
        callAll(this.#onLine[at.field], at);
        if (++steps % CLOCK_EVERY === 0 && until()) {
          this.#line++;
          return true;
        }
      }
      if (this.#segment === segments.length - 1) return false;
    }
    return false;
  }

  #chunks(until: () => boolean): boolean {
    const { tape } = this.#stream;
    const { chunks } = tape;
    const read = readUpTo(this.#stream);
    let steps = 0;
    for (; this.#chunk < chunks.count; this.#chunk++) {
      const end = tape.keptEnd(this.#chunk);
      if (end > read) return false;
      this.#rows(end, chunks.at(this.#chunk));
      callAll(this.#onChunk, this.#chunk);
      if (++steps % CLOCK_EVERY === 0 && until()) {
        this.#chunk++;
        return true;
      }
    }
    const last = chunks.count - 1;
    this.#rows(Number.POSITIVE_INFINITY, last < 0 ? 0 : chunks.at(last));
    return false;
  }

  /** Hands over the rows known before the byte at `end`. */
  #rows(end: number, at: number): void {
    const { rows, tape } = this.#stream;
    const row = this.#rowAt;
    for (; row.key < rows.count && rows.offset(row.key) < end; row.key++) {
      row.kind = rows.kind(row.key);
      row.ref = rows.ref(row.key);
      row.at = row.kind === RowKind.Message ? tape.messages.at(row.ref) : at;
      callAll(this.#onRow, row);
    }
  }
}

/** Offset up to which the stream's bytes were read. */
function readUpTo({ segment }: EventStream): number {
  return segment ? segment.base + segment.reader.length : 0;
}
