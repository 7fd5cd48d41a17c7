/** Sizes for people: bytes in decimal units, as DevTools writes them. */
import { count, plural, trimmed } from './numbers.ts';

/** Bytes in a column or beside other figures: "812 B", "9.4 kB", "1.2 MB", "3.20 GB". One digit, so that rows align. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** Bytes in a sentence: "1 byte", "812 bytes", "9.4 kB", "32 kB", "1.2 MB". The word is written out, zeros are not. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 9.95 ? trimmed(amount, 1) : count(Math.round(amount))} ${unit}`;
}
