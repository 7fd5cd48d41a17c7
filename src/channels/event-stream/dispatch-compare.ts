import { Field, readEvent } from '../../sse/index.ts';
import type { ByteLog, DispatchedRecord } from '../../tape/index.ts';
import { peekOf, type Segment } from './segment.ts';

/** Bytes looked at through one view: events are compared in order, and a view an event would cost more than comparing. */
const WINDOW = 65_536;

/**
 * Says whether messages the browser dispatched equal the reader's events of one segment.
 *
 * The quick path compares characters with bytes and makes neither string nor view: in a flood it runs once a message, on
 * the thread that also draws. It only says yes; everything it is not sure of goes the slow way.
 */
export class Comparer {
  readonly segment: Segment;
  readonly #peek: (start: number, end: number) => Uint8Array;
  /** Bytes from `#from` on, by the reader's offsets. */
  #window = new Uint8Array(0);
  #from = 0;
  /** The id line that was compared last, and its text: events without one of their own inherit it. */
  #idLine = -1;
  #id = '';

  constructor(segment: Segment, bytes: ByteLog) {
    this.segment = segment;
    this.#peek = peekOf(segment, bytes);
  }

  /** @param event number of the event within the segment. */
  agrees(event: number, message: DispatchedRecord): boolean {
    if (this.#agreesAscii(event, message)) return true;
    const read = readEvent(this.segment.reader, event, this.#peek);
    return read.data === message.data && read.type === message.type && read.lastEventId === message.id;
  }

  #agreesAscii(event: number, message: DispatchedRecord): boolean {
    const { reader } = this.segment;
    const block = reader.eventBlock(event);
    const first = reader.blockFirstLine(block);
    const last = reader.blockLastLine(block);
    this.#loadWindow(reader.lineStart(first), reader.lineEnd(last - 1));

    const typeLine = reader.blockTypeLine(block);
    if (
      typeLine === -1 ? message.type !== 'message' : !this.#valueIs(typeLine, 'event'.length, message.type)
    ) {
      return false;
    }

    const idLine = reader.blockIdLine(block);
    if (idLine === -1) {
      if (message.id !== reader.initialLastEventId) return false;
    } else if (idLine !== this.#idLine) {
      if (idLine < first || !this.#valueIs(idLine, 'id'.length, message.id)) return false;
      this.#idLine = idLine;
      this.#id = message.id;
    } else if (message.id !== this.#id) return false;

    let dataLine = -1;
    for (let line = first; line < last; line++) {
      if (reader.lineField(line) !== Field.Data) continue;
      if (dataLine !== -1) return false;
      dataLine = line;
    }
    return dataLine !== -1 && this.#valueIs(dataLine, 'data'.length, message.data);
  }

  /** Makes sure that the window holds these bytes. */
  #loadWindow(start: number, end: number): void {
    if (start >= this.#from && end <= this.#from + this.#window.length) return;
    const max = Math.max(end, Math.min(start + WINDOW, this.segment.reader.length));
    this.#window = this.#peek(start, max) as Uint8Array<ArrayBuffer>;
    this.#from = start;
  }

  /** True where a line's value is plain ASCII and equal to `text`. */
  #valueIs(line: number, nameLength: number, text: string): boolean {
    const { reader } = this.segment;
    const bytes = this.#window;
    const end = reader.lineEnd(line) - this.#from;
    let at = reader.lineStart(line) - this.#from + nameLength;
    if (at < end && bytes[at] === COLON) {
      at++;
      if (at < end && bytes[at] === SPACE) at++;
    }
    if (end - at !== text.length) return false;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f || code !== bytes[at + index]) return false;
    }
    return true;
  }
}

const COLON = 0x3a;
const SPACE = 0x20;
