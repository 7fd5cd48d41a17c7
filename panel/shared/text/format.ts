/** Numbers, sizes and times as the panel writes them. English throughout, as the rest of the panel. */

const whole = new Intl.NumberFormat('en-US');

/** `1204` as "1,204". */
export function count(value: number): string {
  return whole.format(value);
}

/** `1` as "1 event", `1204` as "1,204 events". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Bytes as DevTools writes sizes: decimal units, one digit. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** A span for reading at a glance: "0.4 ms", "24 ms", "1.20 s", "3 min 05 s". */
export function span(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const abs = Math.abs(ms);
  if (abs < 10) return `${sign}${abs.toFixed(1)} ms`;
  if (abs < 999.5) return `${sign}${Math.round(abs)} ms`;
  if (abs < 59_995) return `${sign}${(abs / 1000).toFixed(2)} s`;
  const seconds = Math.round(abs / 1000);
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)} min ${pad(seconds % 60, 2)} s`;
  return `${sign}${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60), 2)} min`;
}

/** How long ago, as coarse as it may be when it is read again a second later: "0.4 s ago", "17 s ago". */
export function ago(ms: number): string {
  const abs = Math.max(0, ms);
  if (abs < 9_950) return `${(abs / 1000).toFixed(1)} s ago`;
  if (abs < 59_500) return `${Math.round(abs / 1000)} s ago`;
  return `${span(abs)} ago`;
}

/** A point in time, or the way to it, in a column: seconds with three digits, so that rows can be compared. */
export function seconds(ms: number): string {
  return `${ms < 0 ? '−' : ''}${(Math.abs(ms) / 1000).toFixed(3)} s`;
}

/** Local wall-clock time, "12:30:05.123", to match a server's log. */
export function clock(wall: number): string {
  const date = new Date(wall);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part, 2)).join(':');
  return `${time}.${pad(date.getMilliseconds(), 3)}`;
}

/** "+24 ms", or "" before the first row. */
export function delta(ms: number | null): string {
  if (ms === null) return '';
  return ms < 0 ? span(ms) : `+${span(ms)}`;
}

export type TimeMode = 'relative' | 'delta' | 'wall';

export interface Moment {
  readonly at: number;
  readonly delta: number | null;
}

/** The Time column in each of its modes. @param origin tape time that relative times count from. */
export function moment(
  mode: TimeMode,
  { at, delta: since }: Moment,
  origin: number,
  wall: (at: number) => number,
): string {
  if (mode === 'wall') return clock(wall(at));
  if (mode === 'delta') return since === null ? '0.000 s' : `+${seconds(since)}`;
  return seconds(at - origin);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
