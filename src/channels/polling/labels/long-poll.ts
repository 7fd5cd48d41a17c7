import { duration } from '../../../format/durations.ts';
import { list, outOf } from '../../../format/numbers.ts';
import { largest } from '../../../tape/index.ts';
import { atATime, cursor, exceptHeaders } from './common-words.ts';
import type { StrandFacts } from './facts.ts';
import type { LabelRule } from './label.ts';

/** A response that took this long was held, not computed. Milliseconds. */
const MIN_HOLD = 2000;
/** With requests that differ, an empty response counts only where one was held this long: uploads get empty responses too. */
const MIN_HOLD_EMPTY = 300;
/** Shortest run of requests without pauses, and its milliseconds: a list would have come to its end. */
const MIN_RUN = 100;
const MIN_RUN_SPAN = 30_000;
/** Three requests within this are a burst. Milliseconds. */
const MIN_SPAN = 1000;

/** Held until there is something to send, and asked again as soon as that is there (RFC 6202, 2). */
export default {
  label: 'long-poll',
  judge(facts) {
    const { starts, holds, isChain, repeats, empty, timeOuts, run, changing, steps } = facts;
    const latest = starts.slice(-2);
    if (
      facts.answered === 0 ||
      !isChain ||
      !latest.every(({ isAtOnce }) => isAtOnce) ||
      Math.max(facts.total, run.span) < MIN_SPAN
    )
      return null;
    const isRead = steps.every(({ exchange }) => exchange.request.method === 'GET');
    const held = holds.filter((hold) => hold >= MIN_HOLD).length;
    const waited = emptyHeld(facts, MIN_HOLD) >= 1 || emptyHeld(facts, MIN_HOLD_EMPTY) >= 2;
    const isHeld = held >= 2 && (isRead || facts.hasAnsweredCursor);
    const certain = [
      isHeld &&
        `The server held ${held} of them for ${duration(MIN_HOLD)} or more (longest ${duration(largest(holds))}): it waits for something to send.`,
      waited &&
        `${outOf(empty + timeOuts, holds.length)} had an empty answer or timed out after a wait, and the page asked again all the same.`,
      isRead &&
        repeats >= 2 &&
        `${outOf(repeats, holds.length)} asked the very same as the one before${exceptHeaders(changing)}.`,
      run.requests >= MIN_RUN &&
        run.span >= MIN_RUN_SPAN &&
        `It never ends: ${run.requests} requests at once one after the other, over ${duration(run.span)}. A list would have come to its end.`,
    ].filter((text) => text !== false);
    const likely = certain.length > 0 ? [] : likelyGrounds(facts);
    const grounds = certain.length > 0 ? certain : likely;
    if (grounds.length === 0) return null;
    return {
      // One wait shows little: it may have been a slow answer.
      sureness: certain.length > 0 && starts.length > 1 ? 'certain' : 'likely',
      why: [
        `${facts.count} requests of the same script ask the same: ${atATime(facts)}.`,
        `Each of the latest began ${list(latest.map(({ gap }) => duration(gap ?? 0)))} after the end of the answer before it, which took ${list(latest.map(({ hold }) => duration(hold)))}.`,
        ...grounds,
        ...cursor(changing),
      ],
    };
  },
} satisfies LabelRule;

/** Grounds that a list or a retried call could have too. */
function likelyGrounds({ steps, holds, empty, timeOuts, repeats, changing }: StrandFacts): string[] {
  if (steps.length < 3) return [];
  const emptyCounts = repeats > 0 || largest(holds) >= MIN_HOLD_EMPTY;
  return [
    empty > 0 &&
      emptyCounts &&
      `${outOf(empty, holds.length)} had an empty answer, and the page asked again all the same: a list that is read to its end would not be.`,
    timeOuts > 0 && `${outOf(timeOuts, holds.length)} timed out, and the page asked again.`,
    repeats >= 2 &&
      `${outOf(repeats, holds.length)} asked the very same as the one before${exceptHeaders(changing)}.`,
  ].filter((text) => text !== false);
}

/** How many answers without data, or time-outs, were held so long. */
function emptyHeld({ steps }: StrandFacts, hold: number): number {
  return steps.filter(({ exchange }) => {
    const { outcome } = exchange.judgeOutcome();
    return (outcome === 'empty' || outcome === 'time-out') && (exchange.held ?? 0) >= hold;
  }).length;
}
