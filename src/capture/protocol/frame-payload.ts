/** The payload of a WebSocket frame as the protocol gives it, made into bytes. */
import { fromBase64 } from '../../tape/index.ts';

/** Bytes of one frame's payload that are kept: as many as a person will ever look through. */
export const LONGEST_FRAME = 16 * 1024 * 1024;

export interface FramePayload {
  readonly bytes: Uint8Array;
  /** Bytes of the whole payload. */
  readonly length: number;
}

const TEXT = 1;
const encoder = new TextEncoder();

/**
 * `Network.WebSocketFrame`: the payload of a text frame is text, of any other base64. What is beyond `most` is never
 * decoded, only counted.
 */
export function framePayload(opcode: number, data: string, most = LONGEST_FRAME): FramePayload {
  return opcode === TEXT ? textPayload(data, most) : binaryPayload(data, most);
}

function binaryPayload(data: string, most: number): FramePayload {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  const length = (data.length / 4) * 3 - padding;
  if (length <= most) return { bytes: fromBase64(data), length };
  // Four characters are three bytes.
  const kept = fromBase64(data.slice(0, Math.ceil(most / 3) * 4));
  return { bytes: kept.slice(0, most), length };
}

function textPayload(data: string, most: number): FramePayload {
  // UTF-8 takes three bytes at most for each unit of a string.
  if (data.length * 3 <= most) {
    const bytes = encoder.encode(data);
    return { bytes, length: bytes.length };
  }
  const buffer = new Uint8Array(Math.min(most, data.length * 3));
  // Stops before a character that no longer fits.
  const { read, written } = encoder.encodeInto(data, buffer);
  return { bytes: buffer.slice(0, written), length: written + utf8Length(data, read) };
}

/** Bytes of a text from `start` in UTF-8, without making them. */
function utf8Length(text: string, start: number): number {
  let bytes = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // The halves of a pair are four bytes together.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
