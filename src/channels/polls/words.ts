/** Figures in sentences, English as the rest of the panel. */

/** Milliseconds: "4 ms", "1.2 s", "75 s". */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

/** "a", "a and b", "a, b and c". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** "1 of 5". */
export function share(part: number, of: number): string {
  return `${part} of ${of}`;
}
