import { count, plural } from '../../../format/numbers.ts';
import { RecordState } from '../../../framing/index.ts';
import type { ConnectionTape, RequestRecord } from '../../../tape/index.ts';
import { isBinaryBody } from './body-type.ts';
import { labelsOf } from './content.ts';
import type { JudgedOutcome } from './outcome.ts';
import type { AnswerRecords } from './records.ts';
import type { SentBody } from './sent.ts';

/** What a row of a poll loop is: an element of a list in JSON, a whole answer, one of those without data, or a record of a framing. */
export const RowKind = {
  Element: 0,
  Answer: 1,
  Empty: 2,
  Fault: 3,
  Stopped: 4,
  Record: 5,
  /** A record that carries nothing. */
  QuietRecord: 6,
  /** One that is not whole. */
  BrokenRecord: 7,
  /** What the page sent by a request, or a part of it. */
  Sent: 8,
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** @param state what became of a record; undefined for an element of a list in JSON. */
export function partKind(state: RecordState | undefined): RowKind {
  if (state === undefined) return RowKind.Element;
  if (state === RecordState.Quiet) return RowKind.QuietRecord;
  return state === RecordState.Whole ? RowKind.Record : RowKind.BrokenRecord;
}

/** Bytes of one row that are decoded to find its id and type. */
const MAX_LABELLED_BYTES = 65_536;

/** What a row wants to know of the exchange that brought it. */
interface Answered {
  readonly tape: Pick<ConnectionTape, 'bytes' | 'chunks'>;
  readonly response: { readonly mimeType: string } | null;
  readonly isKept: boolean;
  judgeOutcome(): JudgedOutcome;
}

/** Where a row lies. */
export interface RowPlace {
  readonly exchange: Answered;
  readonly kind: RowKind;
  readonly start: number;
  readonly end: number;
}

/** One row, as it is looked at: an answer, or an element of its list. */
export class AnswerRow {
  protected readonly place: RowPlace;

  constructor(place: RowPlace) {
    this.place = place;
  }

  /** What became of a record; null for what is none. */
  get state(): RecordState | null {
    return null;
  }

  /** Its data, or the begin of it. */
  bytes(max: number): Uint8Array {
    const { bytes } = this.place.exchange.tape;
    const { start } = this.place;
    const end = Math.min(this.place.end, bytes.length, start + max);
    return bytes.peek(start, Math.max(start, end)) ?? new Uint8Array(0);
  }

  /** @param bytes its data, or the begin of it. */
  isBinary(bytes: Uint8Array): boolean {
    // An element is JSON.
    if (this.place.kind === RowKind.Element || bytes.length === 0) return false;
    return isBinaryBody(bytes, this.place.exchange.response?.mimeType ?? '');
  }

  labels(): { readonly id: string; readonly type: string } {
    const { exchange, kind } = this.place;
    const { outcome } = exchange.judgeOutcome();
    const labels = this.jsonLabels(kind === RowKind.Element);
    return outcome === 'data' ? labels : { id: labels.id, type: outcome };
  }

  why(): string | null {
    const { exchange, kind } = this.place;
    const { outcome, why } = exchange.judgeOutcome();
    // The data is wanted beside it: the request's row has the fault.
    if (outcome === 'truncated') return why.split('. ')[0] ?? why;
    if (kind !== RowKind.Element && outcome !== 'data') return why;
    if (exchange.isKept) return null;
    return `Of ${plural(exchange.tape.chunks.total, 'byte')} only ${count(exchange.tape.bytes.length)} were kept; see What was captured, under Connections.`;
  }

  /** By the members of the JSON that it is. */
  protected jsonLabels(isElement: boolean): { readonly id: string; readonly type: string } {
    const { start, end } = this.place;
    if (end - start > MAX_LABELLED_BYTES) return { id: '', type: '' };
    return labelsOf(this.bytes(MAX_LABELLED_BYTES), isElement);
  }
}

/** A record of a framing, as it is looked at. */
export class RecordRow extends AnswerRow {
  readonly #records: AnswerRecords;
  readonly #record: number;

  constructor(place: RowPlace, records: AnswerRecords) {
    super(place);
    this.#records = records;
    this.#record = records.beginningAt(place.start);
  }

  override get state(): RecordState {
    return this.#records.state(this.#record);
  }

  override bytes(max: number): Uint8Array {
    return this.#records.data(this.#record).subarray(0, max);
  }

  /** By the members of the JSON that it is; else what its framing says. */
  override labels(): { readonly id: string; readonly type: string } {
    const stated = this.#records.labels(this.#record);
    if (this.state !== RecordState.Whole) return stated;
    const { id, type } = this.jsonLabels(true);
    return { id: id || stated.id, type: type || stated.type };
  }

  override why(): string | null {
    return this.#records.why(this.#record);
  }
}

/** What the page sent by a request, as it is looked at. */
export class SentRow extends AnswerRow {
  readonly #request: RequestRecord;
  readonly #body: SentBody;
  readonly #record: number;

  constructor(place: RowPlace, request: RequestRecord, body: SentBody) {
    super(place);
    this.#request = request;
    this.#body = body;
    this.#record = body.records?.beginningAt(place.start) ?? -1;
  }

  override bytes(max: number): Uint8Array {
    const { bytes, records } = this.#body;
    return (records ? records.data(this.#record) : bytes.subarray(this.place.start, this.place.end)).subarray(
      0,
      max,
    );
  }

  override isBinary(): boolean {
    return false;
  }

  override labels(): { readonly id: string; readonly type: string } {
    const stated = this.#body.records?.labels(this.#record);
    const { id, type } = this.jsonLabels(true);
    return { id: id || (stated?.id ?? ''), type: type || (stated?.type ?? '') };
  }

  override why(): string | null {
    return this.#request.body === undefined
      ? 'The browser did not say what was sent: it is binary, or a file.'
      : null;
  }
}
