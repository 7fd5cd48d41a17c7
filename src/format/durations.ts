/** Lengths of time for people. All are given in milliseconds; what is no finite number is "not known". */
import { NOT_KNOWN } from './clocks.ts';
import { trimmed } from './numbers.ts';

/**
 * A length of time: "0.4 ms", "24 ms", "1.25 s", "41 s", "75 s", "2 min 5 s", "2 h 5 min". Three digits at most, no
 * zeros at the end: it is read in sentences and in cells alike. Seconds go up to two minutes, since servers and proxies
 * are set in seconds. What is negative has a minus sign.
 */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return NOT_KNOWN;
  const sign = ms < 0 ? '−' : '';
  const abs = Math.abs(ms);
  if (abs < 9.95) return `${sign}${trimmed(abs, 1)} ms`;
  if (abs < 999.5) return `${sign}${Math.round(abs)} ms`;
  if (abs < 9_995) return `${sign}${trimmed(abs / 1000, 2)} s`;
  if (abs < 59_950) return `${sign}${trimmed(abs / 1000, 1)} s`;
  const seconds = Math.round(abs / 1000);
  if (seconds < 120) return `${sign}${seconds} s`;
  if (seconds < 3600) return sign + twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return sign + twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** The time since the row before: "+24 ms"; "" where there is none. */
export function delta(ms: number | null): string {
  if (ms === null) return '';
  if (!Number.isFinite(ms)) return NOT_KNOWN;
  return ms < 0 ? duration(ms) : `+${duration(ms)}`;
}

/**
 * How long ago, as coarse as it may be when it is read again a second later: "0.4 s ago", "17 s ago". It is drawn
 * again all the time: a fixed number of digits keeps the text from jumping.
 */
export function ago(ms: number): string {
  if (!Number.isFinite(ms)) return NOT_KNOWN;
  const abs = Math.max(0, ms);
  if (abs < 9_950) return `${(abs / 1000).toFixed(1)} s ago`;
  if (abs < 59_500) return `${Math.round(abs / 1000)} s ago`;
  return `${duration(abs)} ago`;
}

/** A point in time, or the way to it, in a column: seconds with three digits, so that rows can be compared. */
export function seconds(ms: number): string {
  if (!Number.isFinite(ms)) return NOT_KNOWN;
  return `${ms < 0 ? '−' : ''}${(Math.abs(ms) / 1000).toFixed(3)} s`;
}
