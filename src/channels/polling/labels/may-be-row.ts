import { keepsFailing } from '../health/failing.ts';
import { isEven } from '../rhythm/even.ts';
import { areTimedBySeconds } from '../rhythm/whole-seconds.ts';
import { isAtOnce } from '../strands/at-once.ts';
import { doneAt } from '../strands/done.ts';
import type { Step } from '../strands/step.ts';

/**
 * Whether the latest request of a strand can make it a row in Streams. Most requests of most pages cannot, and are not judged: that reads
 * their answers. A poll follows an answer at once or an even time after the one before; a call that keeps failing has failed.
 * @param steps those of a strand; the last one has begun, or is over.
 */
export function mayBeRow(steps: readonly Step[]): boolean {
  const last = steps.at(-1)?.exchange;
  const before = steps.at(-2)?.exchange;
  if (!last || !before) return false;
  if (keepsFailing(steps)) return true;
  const { at } = last.request;
  for (const { exchange } of steps) {
    if (exchange === last) continue;
    const done = doneAt(exchange, at);
    if (done !== null && isAtOnce(at - done, exchange.held ?? 0)) return true;
  }
  const first = steps.at(-3)?.exchange;
  if (!first) return false;
  const period = before.request.at - first.request.at;
  const pause = before.request.at - (doneAt(first, before.request.at) ?? before.request.at);
  return (
    isEven([at - before.request.at, period]) ||
    isEven([at - (doneAt(before, at) ?? at), pause]) ||
    areTimedBySeconds(steps.map(({ exchange }) => exchange.request.at))
  );
}
