import {
  type Begins,
  type Framing,
  framingOf,
  type Peek,
  plainChunks,
  type RecordReader,
  type RecordState,
  type ResponseHeaders,
  statedFraming,
} from '../../../framing/index.ts';

/** First bytes of a body by whose look its framing is chosen. */
const HEAD = 65_536;

/** A part of an answer that is a row of its own: its bytes, and what became of it where it is a record of a framing. */
export type AnswerPart = readonly [start: number, end: number, state?: RecordState];

/** The records of an answer whose body is framed. Made when they are looked at: a loop may have a hundred thousand answers. */
export class AnswerRecords {
  readonly framing: Framing;
  readonly #reader: RecordReader;
  readonly #body: Uint8Array;
  readonly #peek: Peek;

  /** @param body all of it, or what is there behind missing bytes. */
  constructor(framing: Framing, response: ResponseHeaders, body: Uint8Array, begins: Begins = 'start') {
    this.framing = framing;
    this.#body = body;
    this.#peek = (start, end) => body.subarray(start, end);
    this.#reader = framing.open(response, begins);
    this.#reader.push(body);
    this.#reader.finish();
  }

  /** Their bytes, with what frames them. */
  parts(): readonly AnswerPart[] {
    return Array.from({ length: this.#reader.count }, (_, record) => [
      ...this.#reader.range(record),
      this.#reader.state(record),
    ]);
  }

  /** The record that begins at a byte of the body. An end that never came has no bytes, and is the last. */
  beginningAt(start: number): number {
    const record = this.#reader.holding(start);
    return record >= 0 ? record : this.#reader.count - 1;
  }

  state(record: number): RecordState {
    return this.#reader.state(record);
  }

  /** Its bytes without what frames it. */
  data(record: number): Uint8Array {
    return this.#body.subarray(...this.#reader.data(record, this.#peek));
  }

  /** What its framing says of it: the type of a packet, the channel of a message. */
  labels(record: number): { readonly id: string; readonly type: string } {
    return { id: this.#reader.id(record, this.#peek), type: this.#reader.type(record, this.#peek) };
  }

  /** Why it is no whole record; null for one that is. */
  why(record: number): string | null {
    return this.#reader.why(record, this.#peek);
  }
}

/** How a whole answer is framed. @param isJson whether it is one JSON value as a whole. @returns null where it is not. */
export function answerFraming(body: Uint8Array, response: ResponseHeaders, isJson: boolean): Framing | null {
  const head = body.subarray(0, HEAD);
  // One value is read as that, whatever its type. Only a digit, which is JSON too, may be a packet by its address.
  if (isJson) {
    const stated = statedFraming(response, head);
    return stated?.isJson ? null : stated;
  }
  const framing = framingOf(response, head);
  return framing === plainChunks ? null : framing;
}
