/**
 * Non-fatal, so that invalid bytes become U+FFFD; with `ignoreBOM`, so that a U+FEFF in a value stays: only the stream's
 * first one is dropped, and the reader does that. Lines can be decoded one by one, since no character holds a line end's
 * byte and an unfinished character before one becomes U+FFFD either way.
 */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
