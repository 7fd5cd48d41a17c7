import type { Begins, Framing, ResponseHeaders } from '../framing.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from '../record.ts';
import { RS } from '../separated.ts';
import { isPolling } from './address.ts';
import { isTextType, PacketsReader, packetState } from './packets-reader.ts';

/** Empty packets that are kept: a body of nothing but separators must not cost 13 times its bytes. */
const MAX_EMPTY = 10_000;

/** Packets of protocol 4, with a separator between two: the end of the body is that of the last one. */
class SeparatedPackets extends PacketsReader {
  #start = 0;
  /** The first byte of the packet that is open. */
  #first = 0;
  #empty = 0;
  /** Behind missing bytes: what stands before the first separator is the rest of a packet that is not known. */
  #isRest: boolean;

  constructor(begins: Begins = 'start') {
    super();
    this.#isRest = begins === 'middle';
  }

  get open(): OpenRecord | null {
    if (this.finished || this.#isRest || this.length === this.#start) return null;
    return { start: this.#start, why: 'It has not ended: no separator (0x1e) yet, nor the end of the body.' };
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    for (let from = 0; from < bytes.length; ) {
      if (base + from === this.#start) this.#first = bytes[from] as number;
      const at = bytes.indexOf(RS, from);
      if (at < 0) return;
      this.#endPacket(base + at, base + at + 1);
      from = at + 1;
    }
  }

  protected end(): void {
    const { length } = this;
    if (length > this.#start) this.#endPacket(length, length);
    else if (length > 0 && !this.#isRest) this.records.add(RecordState.Cut, length, length, length);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    const hasSeparator = end > start && peek(end - 1, end)[0] === RS;
    return [start, hasSeparator ? end - 1 : end];
  }

  override why(record: number, peek: Peek): string | null {
    if (this.state(record) !== RecordState.Cut) return super.why(record, peek);
    return 'Cut: the body ended behind a separator (0x1e), where a packet is to come.';
  }

  #endPacket(end: number, completedAt: number): void {
    const length = end - this.#start;
    const isKept = length > 0 || this.#empty++ < MAX_EMPTY;
    if (isKept && !this.#isRest) {
      this.records.add(packetState(this.#first, length, isTextType), this.#start, completedAt, completedAt);
    }
    this.#isRest = false;
    this.#start = completedAt;
  }
}

function isStated({ url }: ResponseHeaders, { 0: first }: Uint8Array): boolean {
  return isPolling(url, '4') && first !== undefined && isTextType(first);
}

export const engineIo: Framing = {
  id: 'engine-io',
  label: 'Engine.IO',
  noun: { one: 'packet', many: 'packets' },
  source: 'Engine.IO protocol 4, section “HTTP long-polling”',
  isJson: false,
  isStated,
  open: (_response, begins) => new SeparatedPackets(begins),
};
