/** Puts bytes that came in one piece back where they belong. */

/**
 * Cuts what was buffered before streaming began along the lengths that were announced without data.
 *
 * @param lengths of the reads, in order, that came without bytes.
 * @returns a piece for each length; `before` is what came earlier than the first of them, and `missing` the bytes the
 *   buffer no longer had, counted from the front: a buffer drops its oldest.
 */
export function cutBuffered(
  buffered: Uint8Array,
  lengths: readonly number[],
): { before: Uint8Array; pieces: (Uint8Array | null)[]; missing: number } {
  let end = buffered.length;
  let missing = 0;
  const pieces: (Uint8Array | null)[] = new Array(lengths.length).fill(null);
  for (let i = lengths.length - 1; i >= 0; i--) {
    const length = lengths[i] ?? 0;
    if (length <= end) {
      pieces[i] = buffered.subarray(end - length, end);
      end -= length;
    } else {
      missing += length;
      end = 0;
    }
  }
  return { before: buffered.subarray(0, end), pieces, missing };
}

const encoder = new TextEncoder();

/**
 * `Network.getResponseBody` returns text that was decoded by a guessed charset, without its byte order mark.
 * The bytes are given back only where their count is what the network counted, else nothing is claimed.
 */
export function bytesOfText(text: string, length: number): Uint8Array | null {
  const utf8 = encoder.encode(text);
  if (utf8.length === length) return utf8;
  if (utf8.length + 3 === length) {
    const whole = new Uint8Array(length);
    whole.set([0xef, 0xbb, 0xbf]);
    whole.set(utf8, 3);
    return whole;
  }
  return null;
}
