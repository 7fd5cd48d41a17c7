/** The payload of a WebSocket frame as the protocol gives it, made into bytes. */
import { firstOfBase64, fromBase64 } from '../../tape/index.ts';

/** Bytes of one frame's payload that are kept: as many as a person will ever look through. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;

export interface FramePayload {
  /** A reader that keeps it copies it: it can be a view of something larger. */
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
export function framePayload(opcode: number, data: string, max = MAX_FRAME_BYTES): FramePayload {
  return opcode === TEXT ? textPayload(data, max) : binaryPayload(data, max);
}

function binaryPayload(data: string, max: number): FramePayload {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  const length = (data.length / 4) * 3 - padding;
  return { bytes: length <= max ? fromBase64(data) : firstOfBase64(data, max), length };
}

function textPayload(data: string, max: number): FramePayload {
  // UTF-8 takes three bytes at most for each unit of a string.
  if (data.length * 3 <= max) {
    const bytes = encoder.encode(data);
    return { bytes, length: bytes.length };
  }
  const buffer = new Uint8Array(Math.min(max, data.length * 3));
  // Stops before a character that no longer fits.
  const { read, written } = encoder.encodeInto(data, buffer);
  return { bytes: buffer.subarray(0, written), length: written + utf8Length(data, read) };
}

/** Units of a string that are counted at a time. */
const SLICE = 64 * 1024;

/** Bytes of a text from `start` in UTF-8: made in slices and discarded, since that is twice as fast as to count them. */
function utf8Length(text: string, start: number): number {
  const thrownAway = new Uint8Array(Math.min(SLICE, text.length - start) * 3);
  let bytes = 0;
  for (let at = start; at < text.length; ) {
    // The halves of a pair stay together.
    const end = Math.min(text.length, at + SLICE);
    const last = text.charCodeAt(end - 1);
    const cutsPair = end < text.length && last >= 0xd800 && last < 0xdc00;
    const next = cutsPair ? end - 1 : end;
    bytes += encoder.encodeInto(text.slice(at, next), thrownAway).written;
    at = next;
  }
  return bytes;
}
