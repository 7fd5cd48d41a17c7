/** When a page was done with an answer, seen from a request that it makes. */
import type { Exchange } from '../exchange.ts';

/**
 * A page that has an answer asks again before the browser reports that answer's end, and sometimes before it reports its headers:
 * reports come by several ways. Milliseconds.
 */
const REPORTED_LATE = 100;

/**
 * When an exchange was over for a request that begins at `at`; null where it had no answer yet. It is never later than `at`.
 * An answer that is not read to its end was over when it began.
 * @param at tape time, milliseconds.
 */
export function doneAt({ overAt, response }: Exchange, at: number): number | null {
  if (overAt !== null && overAt <= at) return overAt;
  const isLate = overAt !== null && overAt - at <= REPORTED_LATE;
  if (response === null || response.at > at + REPORTED_LATE / 2) return isLate && !response ? at : null;
  return isLate ? at : Math.min(response.at, at);
}
