import type { Exchange } from '../exchange.ts';
import { doneAt } from '../strands/done.ts';

/** An answer that has begun longer ago than this, milliseconds, and is not over is one that stays open. */
const STAYS_OPEN = 100;

/** Whether a request still waits for messages when another begins at `at`. The end of an answer may be reported late. */
export function isUnderWay(exchange: Exchange, at: number): boolean {
  if (doneAt(exchange, at) === null) return true;
  const { response, overAt } = exchange;
  return overAt === null && response !== null && at - response.at > STAYS_OPEN;
}

/** Whether a request has failed, be it that its end is not reported yet. */
export function hasFailed(exchange: Exchange): boolean {
  return hadFailed(exchange, Number.POSITIVE_INFINITY);
}

/** As {@link isUnderWay}, by what had happened at `at`, whenever it was reported. */
export function wasUnderWay({ overAt, response }: Exchange, at: number): boolean {
  if (overAt !== null && overAt <= at) return false;
  return response === null || response.at > at || at - response.at > STAYS_OPEN;
}

/** As {@link hasFailed}, by what had happened at `at`. */
export function hadFailed({ response, end }: Exchange, at: number): boolean {
  if (response && response.at <= at && response.status >= 400) return true;
  return end !== null && end.at <= at && (end.how === 'failed' || end.blocked !== undefined);
}
