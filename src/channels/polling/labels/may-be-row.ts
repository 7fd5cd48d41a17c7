import { keepsFailing } from '../health/failing.ts';
import { isEven } from '../rhythm/even.ts';
import { areTimedBySeconds } from '../rhythm/whole-seconds.ts';
import { atOnceWithin } from '../strands/at-once.ts';
import { doneAt } from '../strands/done.ts';
import type { Step } from '../strands/step.ts';
import type { Strand } from '../strands/strand.ts';

/**
 * Whether the latest request of a strand can make it a row in Streams. Most requests of most pages cannot, and are not judged: that reads
 * their answers. A poll follows an answer at once or an even time after the one before; a call that keeps failing has failed.
 * @param strand its last request has begun, or is over.
 */
export function mayBeRow(strand: Strand): boolean {
  if (strand.steps.length < 2) return false;
  if (keepsFailing(strand.steps)) return true;
  strand.beginsAsPoll ??= beginsAsPoll(strand.steps);
  return strand.beginsAsPoll;
}

function beginsAsPoll(steps: readonly Step[]): boolean {
  const last = steps.at(-1)?.exchange;
  const before = steps.at(-2)?.exchange;
  if (!last || !before) return false;
  const { at } = last.request;
  for (const step of steps) if (step.exchange !== last && isFollowedAtOnce(step, at)) return true;
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

/** Whether a request that begins at `at` follows this one's answer at once. What is long over is not looked at again. */
function isFollowedAtOnce(step: Step, at: number): boolean {
  if (step.followedUntil !== null && at > step.followedUntil) return false;
  const { exchange } = step;
  const done = doneAt(exchange, at);
  if (done === null) return false;
  const until = done + atOnceWithin(exchange.held ?? 0);
  if (done === exchange.overAt) step.followedUntil = until;
  return at <= until;
}
