const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes by which it is judged. */
const JUDGED = 1024;

/** Whether bytes are no text: a NUL is in them, or more than a few that are no UTF-8 (they may end within a character). */
export function isBinary(data: Uint8Array): boolean {
  const judged = data.subarray(0, JUDGED);
  if (judged.includes(0)) return true;
  const text = decoder.decode(judged);
  let replaced = 0;
  for (const character of text) if (character === '\ufffd') replaced++;
  return replaced > 4 && replaced > text.length / 20;
}
