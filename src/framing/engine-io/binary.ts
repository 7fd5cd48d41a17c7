import { ChunkReader } from '../chunks.ts';
import type { Framing } from '../framing.ts';
import { isPolling } from './address.ts';
import { CountedPackets, type LengthCount, type LengthForm } from './counted.ts';
import { isBinaryType, isTextType } from './packets-reader.ts';

/** What precedes the length. */
const Form = { Text: 0, Bytes: 1 } as const;

class ByteCount implements LengthCount {
  #left = 0;

  begin(length: number): void {
    this.#left = length;
  }

  skip(bytes: Uint8Array, from: number): number | 'more' {
    const taken = Math.min(this.#left, bytes.length - from);
    this.#left -= taken;
    return this.#left === 0 ? from + taken : 'more';
  }
}

const BINARY: LengthForm = {
  mark: 0xff,
  digit: (byte) => (byte <= 9 ? byte : -1),
  isBegin: (byte) => byte === Form.Text || byte === Form.Bytes,
  isType: (first, begin) => (begin === Form.Text ? isTextType(first) : isBinaryType(first)),
  counter: () => new ByteCount(),
};

/** A payload in which a packet is binary: 0 or 1, the length in bytes, a byte a digit, 0xff, and the packet. */
export const engineIoBinary: Framing = {
  id: 'engine-io-3-binary',
  label: 'Engine.IO 3, binary',
  noun: { one: 'packet', many: 'packets' },
  source: 'Engine.IO protocol 3, section “Payload”',
  isJson: false,
  isStated: ({ url }, { 0: begin, 1: digit }) =>
    isPolling(url, '3') && begin !== undefined && begin <= Form.Bytes && (digit ?? 0) <= 9,
  open: (_response, begins) => (begins === 'middle' ? new ChunkReader() : new CountedPackets(BINARY)),
};
