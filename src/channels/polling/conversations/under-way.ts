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
export function hasFailed({ response, end }: Exchange): boolean {
  return (response?.status ?? 0) >= 400 || end?.how === 'failed' || end?.blocked !== undefined;
}
