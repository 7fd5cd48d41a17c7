import { largest, smallest } from '../../../tape/index.ts';

/** How far ages may lie apart, as a part of the longest, where each connection failed. */
const FAILED = 0.1;
/** The same where they may have been closed on purpose: timers are more exact than people. */
const CLOSED = 0.02;
/** What a busy machine adds besides, in part of the longest and at most in milliseconds. */
const LATE = { part: 0.03, most: 250 } as const;

/** Whether ages can be those of one timer. @param ages milliseconds. @param areFailures whether each connection failed. */
export function isOneAge(ages: readonly number[], areFailures: boolean): boolean {
  const longest = largest(ages);
  const closed = CLOSED * longest + Math.min(LATE.most, LATE.part * longest);
  return longest - smallest(ages) <= (areFailures ? FAILED * longest : closed);
}
