import type { Begins, Framing } from '../framing.ts';
import { BodyReader } from '../reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from '../record.ts';
import { boundaryOf } from './boundary.ts';
import { BoundaryLine, Line } from './line.ts';
import { bodyStart, partType } from './part.ts';

const LF = 0x0a;
const CR = 0x0d;

const Place = { Preamble: 0, Part: 1, Closed: 2 } as const;
type Place = (typeof Place)[keyof typeof Place];

/** The parts of a multipart body: each is known to be over by the boundary line behind it. */
class MultipartReader extends BodyReader {
  readonly #boundary: string;
  readonly #line: BoundaryLine;
  readonly #isStart: boolean;
  #place: Place = Place.Preamble;
  /** Of the boundary line that begins the part. */
  #start = 0;
  /** Behind that line. */
  #contentStart = 0;
  #lineStart = 0;
  /** Bytes of the line end before the line that is read: they belong to a boundary line, not to the part. */
  #endBefore = 0;
  #lastByte = 0;

  /** @param begins behind another reader, or missing bytes, what precedes the first boundary line belongs to nothing. */
  constructor(boundary: string, begins: Begins = 'start') {
    super();
    this.#isStart = begins === 'start';
    this.#boundary = boundary;
    this.#line = new BoundaryLine(boundary);
  }

  get open(): OpenRecord | null {
    if (this.finished) return null;
    if (this.#place === Place.Preamble && this.length > 0 && this.#isStart) {
      return { start: 0, why: `No boundary line “--${this.#boundary}” has come yet.` };
    }
    if (this.#place !== Place.Part || this.#contentStart === this.length) return null;
    return {
      start: this.#start,
      why: `No boundary line “--${this.#boundary}” has come behind it yet: a reader does not know that it is whole.`,
    };
  }

  /** A part is known by the boundary line that begins it. */
  override get border(): number {
    return this.#place === Place.Part ? this.#start : super.border;
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    for (let from = 0; from < bytes.length && this.#place !== Place.Closed; ) {
      const at = bytes.indexOf(LF, from);
      const end = at < 0 ? bytes.length : at;
      this.#line.add(bytes, from, end);
      if (end > from) this.#lastByte = bytes[end - 1] as number;
      if (this.#line.isClosing) {
        this.#endPart(this.#lineStart + this.#line.closingLength);
        this.#place = Place.Closed;
        return;
      }
      if (at < 0) return;
      this.#endLine(base + at + 1);
      from = at + 1;
    }
  }

  protected end(): void {
    const { length } = this;
    if (this.#place === Place.Closed || length === 0) return;
    // The last line may have no line feed, and be a boundary all the same.
    if (this.#line.isBoundary) this.#endLine(length);
    if (this.#place === Place.Preamble) {
      if (this.#isStart) this.records.add(RecordState.Broken, 0, length, length);
    } else if (this.#contentStart < length) this.records.add(RecordState.Cut, this.#start, length, length);
    else this.records.add(RecordState.NotClosed, length, length, length);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    const isPart = this.state(record) === RecordState.Whole || this.state(record) === RecordState.Cut;
    return [isPart ? (bodyStart(start, end, peek) ?? end) : start, end];
  }

  override type(record: number, peek: Peek): string {
    const [start] = this.range(record);
    return partType(peek(start, this.data(record, peek)[0]));
  }

  why(record: number, peek: Peek): string | null {
    switch (this.state(record)) {
      case RecordState.Broken:
        return `No boundary line “--${this.#boundary}” came: Content-Type names another boundary than the body has, or none of it came.`;
      case RecordState.Cut:
        return `Cut: the body ended without a boundary line behind this part, and without the last one, “--${this.#boundary}--”.`;
      case RecordState.NotClosed:
        return `The last boundary line, “--${this.#boundary}--”, never came.`;
      default:
        return bodyStart(...this.range(record), peek) === null
          ? 'No empty line ends the headers of this part: it has no body.'
          : null;
    }
  }

  #endLine(end: number): void {
    const kind = this.#line.end();
    if (kind === Line.Boundary) {
      this.#endPart(end);
      this.#place = Place.Part;
      this.#start = this.#lineStart;
      this.#contentStart = end;
    }
    this.#endBefore = this.#lastByte === CR ? 2 : 1;
    this.#lineStart = end;
    this.#lastByte = 0;
  }

  /** @param completedAt behind the boundary line. */
  #endPart(completedAt: number): void {
    if (this.#place !== Place.Part) return;
    const end = Math.max(this.#contentStart, this.#lineStart - this.#endBefore);
    this.records.add(RecordState.Whole, this.#start, end, completedAt);
  }
}

export const multipart: Framing = {
  id: 'multipart',
  label: 'Multipart',
  noun: { one: 'part', many: 'parts' },
  source: 'RFC 2046, section 5.1',
  isJson: false,
  isStated: ({ mimeType, headers }) =>
    /^multipart\/(mixed|x-mixed-replace)$/.test(mimeType) && boundaryOf(headers) !== null,
  open: ({ headers }, begins) => new MultipartReader(boundaryOf(headers) ?? '', begins),
};
