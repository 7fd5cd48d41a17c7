/** Numbers, shares and lists for people. English throughout, as the rest of the panel. */

const whole = new Intl.NumberFormat('en-US');

/** A whole number with separators: `1204` as "1,204". */
export function count(value: number): string {
  return whole.format(value);
}

/** A number with its noun: "1 event", "1,204 events". @param many the plural where it is not `one` and an s. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${noun(value, one, many)}`;
}

/** The noun alone, where its number stands elsewhere: "event" or "events". */
export function noun(value: number, one: string, many = `${one}s`): string {
  return value === 1 ? one : many;
}

/** A share from 0 to 1 in percent: `0.924` as "92 %", `0.078` as "7.8 %". "–" where there is nothing to take a share of. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  return `${trimmed(share * 100, share < 0.0995 ? 1 : 0)} %`;
}

/** "1 of 5", "1,204 of 2,000". */
export function outOf(part: number, whole: number): string {
  return `${count(part)} of ${count(whole)}`;
}

/** "a", "a and b", "a, b and c". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** A number with at most `digits` digits after the point, and no zeros at its end: `1.50` as "1.5". */
export function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
