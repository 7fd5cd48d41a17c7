import type { Delay } from '../model/delay.ts';
import { type MessageTime, rankOf } from './server-time.ts';

/** A message that was looked at. */
export interface Sample {
  readonly key: number;
  /** Milliseconds since 1970. */
  readonly arrived: number;
  readonly times: readonly MessageTime[];
}

/** Share of the messages that must have the time; share of its steps that may go back, as a replay after a reconnect does. */
const MIN_SHARE = 0.5;
const MAX_BACKWARD_SHARE = 0.1;

/** Finds, in order of arrival, the member whose times run on with the messages, and how late they came by it. */
export function delayOf(samples: readonly Sample[], isSample: boolean): Delay {
  const looked = samples.length;
  if (samples.some(({ arrived }) => Number.isNaN(arrived))) return { kind: 'none', why: 'no-clock', looked };
  if (looked < 2) return { kind: 'none', why: 'too-few', looked };
  const found = risingTimes(samples);
  const [first] = found ?? [];
  if (!found || !first) return { kind: 'none', why: 'no-time', looked };
  const delays = found.map(({ arrived, at }) => arrived - at).sort((a, b) => a - b);
  return {
    kind: 'measured',
    by: first.path,
    form: first.form,
    wholeSeconds: found.every(({ at }) => at % 1000 === 0),
    looked,
    timed: found.length,
    isSample,
    median: quantile(delays, 0.5),
    p95: quantile(delays, 0.95),
    worst: quantile(delays, 1),
    negative: delays.filter((delay) => delay < 0).length,
  };
}

/** A message by one time that it carries. */
export type TimedMessage = MessageTime & { readonly arrived: number };

/** Of messages in order of arrival, those that carry the time that runs on with them; null where no time does. */
export function risingTimes(samples: readonly Sample[]): readonly TimedMessage[] | null {
  const series = seriesOf(samples);
  const [best] = [...series.keys()]
    .filter((path) => isRising(series.get(path) ?? [], samples.length))
    .sort((a, b) => rankOf(a) - rankOf(b));
  return best === undefined ? null : (series.get(best) ?? null);
}

function seriesOf(samples: readonly Sample[]): ReadonlyMap<string, readonly TimedMessage[]> {
  const series = new Map<string, TimedMessage[]>();
  for (const { arrived, times } of samples)
    for (const each of times) {
      const points = series.get(each.path);
      if (points) points.push({ ...each, arrived });
      else series.set(each.path, [{ ...each, arrived }]);
    }
  return series;
}

function isRising(points: readonly TimedMessage[], looked: number): boolean {
  if (points.length < Math.max(2, looked * MIN_SHARE)) return false;
  let back = 0;
  let on = 0;
  points.forEach(({ at }, index) => {
    const before = points[index - 1]?.at ?? at;
    if (at < before) back++;
    else if (at > before) on++;
  });
  return on > 0 && back <= (points.length - 1) * MAX_BACKWARD_SHARE;
}

/** The value that the given share of all does not exceed; of two in the middle the mean. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
