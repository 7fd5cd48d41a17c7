import type { Framing } from './framing.ts';
import { BodyReader } from './reader.ts';
import { type OpenRecord, type Peek, RecordState } from './record.ts';

/** Plain chunks: a record a read of the page's thread, since the body does not say where anything ends. */
export class ChunkReader extends BodyReader {
  readonly open: OpenRecord | null = null;

  protected override begin(): void {
    this.records.add(RecordState.Whole, this.length, this.length, this.length);
  }

  protected read(bytes: Uint8Array): void {
    if (this.count === 0) this.begin();
    this.records.growLast(this.length + bytes.length);
  }

  protected end(): void {}

  /** A character of UTF-8 that a border cut in two is said: by itself each half looks like a fault. */
  why(record: number, peek: Peek): string | null {
    const [start, end] = this.range(record);
    const tail = peek(Math.max(start, end - 3), end);
    if (!endsWithinCharacter(tail)) return null;
    return 'It ends within a character of UTF-8: the next chunk has the rest of it.';
  }
}

/** Whether the last character of UTF-8 lacks bytes. */
function endsWithinCharacter(tail: Uint8Array): boolean {
  for (let back = 1; back <= Math.min(3, tail.length); back++) {
    const byte = tail[tail.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return byte < 0xf8 && length > back;
  }
  return false;
}

export const plainChunks: Framing = {
  id: 'chunks',
  label: 'Chunks',
  noun: { one: 'chunk', many: 'chunks' },
  source: 'WHATWG Streams, ReadableStream; WHATWG Fetch, body',
  isJson: false,
  open: () => new ChunkReader(),
};
