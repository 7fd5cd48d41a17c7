import { clock } from '../../src/format/clocks.ts';
import { seconds } from '../../src/format/durations.ts';
import type { Finding } from '../types.ts';

/** When a finding was seen, from the opening of its channel on, as Connections and the timeline count. @param openedAt tape time, milliseconds. */
export function whenText(
  { since, at, ongoing }: Pick<Finding, 'since' | 'at' | 'ongoing'>,
  openedAt: number,
): string {
  const [first, last] = [since, at].map((time) => seconds(Math.max(0, time - openedAt)));
  if (ongoing) return `since ${first}`;
  return first === last ? `at ${first}` : `${first} – ${last}`;
}

/** The same by the clock on the wall. @param wall of a tape time. */
export function whenByClock(
  { since, at, ongoing }: Pick<Finding, 'since' | 'at' | 'ongoing'>,
  wall: (at: number) => number,
): string {
  const [first, last] = [since, at].map((time) => clock(wall(time)));
  if (ongoing) return `Since ${first}`;
  return first === last ? `At ${first}` : `First at ${first}, last at ${last}`;
}
