import { ChunkReader } from './chunks.ts';
import { skipMark } from './delimited.ts';
import type { Framing } from './framing.ts';
import { ArrayPlace, ArrayScanner } from './json/array-scanner.ts';
import { firstByte } from './json/looks.ts';
import { JsonScanner, JsonState } from './json/scanner.ts';
import { whyNoJson } from './json/why.ts';
import { BodyReader } from './reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from './record.ts';

const OPEN = 0x5b;

const JSON_TYPES = /^(application\/([\w.-]+\+)?json|text\/(x-)?json|text\/plain)$|^$/;

/** One JSON array: a record an element, as soon as it is whole. */
class JsonArrayReader extends BodyReader {
  readonly #scanner: ArrayScanner;

  get open(): OpenRecord | null {
    if (this.finished) return null;
    const { place, start } = this.#scanner;
    if (place === ArrayPlace.Element) return { start, why: 'The element is not whole yet.' };
    if (place === ArrayPlace.Failed)
      return { start, why: 'It is no JSON, so that nothing behind it can be read.' };
    return null;
  }

  /** @param isBegun whether it follows another reader: the array is open, and a comma or none comes first. */
  constructor(isBegun: boolean) {
    super();
    this.#scanner = new ArrayScanner(
      (start, end, completedAt) => this.records.add(RecordState.Whole, start, end, completedAt),
      isBegun,
    );
  }

  override get border(): number {
    return this.#scanner.place === ArrayPlace.Begin ? 0 : super.border;
  }

  protected read(bytes: Uint8Array): void {
    this.#scanner.scan(bytes, 0, bytes.length, this.length);
  }

  protected end(): void {
    const { length } = this;
    const { place, start } = this.#scanner;
    switch (place) {
      case ArrayPlace.Failed:
        this.records.add(RecordState.Broken, start, length, length);
        return;
      case ArrayPlace.Element:
        this.records.add(RecordState.Cut, start, length, length);
        return;
      case ArrayPlace.First:
      case ArrayPlace.Next:
      case ArrayPlace.Behind:
      case ArrayPlace.Follow:
        this.records.add(RecordState.NotClosed, length, length, length);
        return;
      default:
    }
  }

  why(record: number, peek: Peek): string | null {
    switch (this.state(record)) {
      case RecordState.Cut:
        return 'Cut: the body ended within this element, and the array was never closed: JSON.parse of the whole fails.';
      case RecordState.NotClosed:
        return 'The array was never closed: no “]” came before the body ended, so JSON.parse of the whole fails.';
      case RecordState.Broken:
        return `${whyNoJson(this.#text(record, peek), peek)} Nothing behind it can be read.`;
      default:
        return null;
    }
  }

  #text(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    return [start === 0 ? skipMark(end, peek) : start, end];
  }
}

export const jsonArray: Framing = {
  id: 'json-array',
  label: 'JSON array',
  noun: { one: 'element', many: 'elements' },
  source: 'RFC 8259, section 5',
  isJson: true,
  isLikely: ({ mimeType }, head) => JSON_TYPES.test(mimeType) && beginsArray(head),
  // Behind missing bytes it is not known how deep one is: what comes is shown as it came.
  open: (_response, begins) =>
    begins === 'middle' ? new ChunkReader() : new JsonArrayReader(begins === 'border'),
};

/** “[”, and an element or its begin behind it: “[DONE]” and “[12:30] started” are text. */
function beginsArray(head: Uint8Array): boolean {
  if (firstByte(head) !== OPEN) return false;
  const scanner = new JsonScanner(true);
  scanner.scanWhole(head, 0, head.length);
  return scanner.state !== JsonState.Failed;
}
