import { ChunkReader } from '../chunks.ts';
import type { Framing } from '../framing.ts';
import { isPolling } from './address.ts';
import { CountedPackets, type LengthCount, type LengthForm } from './counted.ts';
import { isTextType } from './packets-reader.ts';

const decoder = new TextDecoder();

/** Counts what a string’s `length` counts, units of UTF-16, in bytes of UTF-8. */
class UnitCount implements LengthCount {
  #left = 0;
  /** Bytes that the character still has. */
  #continued = 0;

  begin(length: number): void {
    this.#left = length;
    this.#continued = 0;
  }

  skip(bytes: Uint8Array, from: number): number | 'more' | 'never' {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const isContinuation = (byte & 0xc0) === 0x80;
      if (isContinuation && this.#continued > 0) this.#continued--;
      // A character that lacks its last bytes ends before the next one.
      else if (this.#left === 0) return at;
      else {
        this.#continued = isContinuation ? 0 : continuationsOf(byte);
        this.#left -= this.#continued === 3 ? 2 : 1;
      }
      if (this.#left < 0) return 'never';
      if (this.#left === 0 && this.#continued === 0) return at + 1;
    }
    return 'more';
  }
}

/** Bytes behind the first one of a character. */
function continuationsOf(lead: number): number {
  if (lead < 0xc0) return 0;
  if (lead < 0xe0) return 1;
  return lead < 0xf0 ? 2 : lead < 0xf8 ? 3 : 0;
}

const STRINGS: LengthForm = {
  mark: 0x3a,
  digit: (byte) => (byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1),
  isType: isTextType,
  counter: () => new UnitCount(),
};

export const engineIoStrings: Framing = {
  id: 'engine-io-3',
  label: 'Engine.IO 3',
  noun: { one: 'packet', many: 'packets' },
  source: 'Engine.IO protocol 3, section “Payload”',
  isJson: false,
  isStated: ({ url }, head) =>
    isPolling(url, '3') && /^\d{1,15}(:|$)/.test(decoder.decode(head.subarray(0, 16))),
  // Behind missing bytes it is not known where a length stands: what comes is shown as it came.
  open: (_response, begins) => (begins === 'middle' ? new ChunkReader() : new CountedPackets(STRINGS)),
};
