/** An answer that stays open, as the streams of SockJS and message_bus do: its records are rows as they come. */
import { type Begins, isFramed, type RecordReader, statedFraming } from '../../../framing/index.ts';
import type { ConnectionTape, RequestRecord, ResponseRecord } from '../../../tape/index.ts';
import type { AnswerPart } from './records.ts';

/** What is wanted of its exchange. */
interface Streaming {
  readonly tape: Pick<ConnectionTape, 'bytes' | 'chunks'>;
  readonly request: RequestRecord;
  readonly response: ResponseRecord | null;
  readonly isKept: boolean;
  readonly begins: Begins;
}

export class StreamedAnswer {
  readonly #exchange: Streaming;
  readonly #reader: RecordReader;
  /** Bytes that are read, and records that are handed out. */
  #read = 0;
  #handed = 0;

  private constructor(exchange: Streaming, reader: RecordReader) {
    this.#exchange = exchange;
    this.#reader = reader;
  }

  /** Null for an answer that is read when it is whole. */
  static of(exchange: Streaming): StreamedAnswer | null {
    const { request, response } = exchange;
    if (!response) return null;
    const framed = { ...response, url: request.url };
    const framing = isFramed(framed) ? statedFraming(framed) : null;
    return framing && new StreamedAnswer(exchange, framing.open(framed, exchange.begins));
  }

  /** Reads on to the end of a chunk. @returns the records that have ended in it. */
  read(chunk: number): readonly AnswerPart[] {
    const { chunks } = this.#exchange.tape;
    this.#readTo(chunks.start(chunk) + chunks.size(chunk));
    return this.#rest();
  }

  /** Nothing more comes. @returns what was not yet handed out. */
  finish(): readonly AnswerPart[] {
    this.#readTo(this.#exchange.tape.bytes.length);
    this.#reader.finish();
    return this.#rest();
  }

  /** Where bytes are missing nothing more is read. */
  #readTo(end: number): void {
    const { bytes } = this.#exchange.tape;
    const more = this.#exchange.isKept && end > this.#read ? bytes.peek(this.#read, end) : null;
    if (!more) return;
    this.#reader.push(more);
    this.#read = end;
  }

  #rest(): readonly AnswerPart[] {
    const parts: AnswerPart[] = [];
    for (; this.#handed < this.#reader.count; this.#handed++) {
      const [start, end] = this.#reader.range(this.#handed);
      parts.push([start, end, this.#reader.state(this.#handed)]);
    }
    return parts;
  }
}
