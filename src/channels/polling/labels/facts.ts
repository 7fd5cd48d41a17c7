import { largest } from '../../../tape/index.ts';
import type { Exchange } from '../exchange.ts';
import { isFailure } from '../health/failing.ts';
import { isEven } from '../rhythm/even.ts';
import { isAtOnce } from '../strands/at-once.ts';
import { doneAt } from '../strands/done.ts';
import { HEADER_PREFIX } from '../strands/question.ts';
import type { RequestRun, Step } from '../strands/step.ts';

/** Requests that are looked at: the latest. */
const MAX_STEPS = 10;
/** So large a share of the requests that follow an answer at once makes a chain: one at a time, or several. */
const MOST = 0.6;

/** How one request follows the answers before it. */
export interface Start {
  /** Milliseconds since the latest answer that no other request followed; null where there is none. */
  readonly gap: number | null;
  /** How long that answer was held, milliseconds. */
  readonly hold: number;
  readonly isAtOnce: boolean;
  /** Requests before it that had no answer yet. */
  readonly inFlight: number;
}

/** What the latest requests of a strand are like. The last of them has just begun. */
export interface StrandFacts {
  readonly steps: readonly Step[];
  /** Of all requests, not only of the latest. */
  readonly count: number;
  readonly run: RequestRun;
  /** From the first request to the last, milliseconds; so all that follow. */
  readonly total: number;
  /** How long each request was held. The last request is left out. */
  readonly holds: readonly number[];
  /** How each request follows; the first is left out. */
  readonly starts: readonly Start[];
  readonly periods: readonly number[];
  readonly empty: number;
  readonly timeOuts: number;
  readonly answered: number;
  readonly failed: number;
  /** How the latest of them ended, in a sentence. */
  readonly failure: string;
  /** Requests that are the same as the one before, headers left out. */
  readonly repeats: number;
  /** What changes, cursors in headers included. */
  readonly changing: readonly string[];
  /** Whether a cursor came from an answer. */
  readonly hasAnsweredCursor: boolean;
  /** Requests under way at one time, at most. */
  readonly atATime: number;
  /** Whether most requests follow an answer at once, and no timer makes them. */
  readonly isChain: boolean;
}

/** What is known of a whole strand. */
export interface StrandSums {
  readonly count: number;
  readonly run: RequestRun;
  /** Requests that were made while others had no answer, and after none that had. */
  readonly early: number;
}

/** The latest requests, and how long each was held but for the last. @param all in order of time. */
export function latestOf(all: readonly Step[]): Pick<StrandFacts, 'steps' | 'holds'> {
  const steps = all.slice(-MAX_STEPS);
  return { steps, holds: steps.slice(0, -1).map(({ exchange }) => exchange.held ?? 0) };
}

/** @param all the steps of a strand. */
export function factsOf(all: readonly Step[], { count, run, early }: StrandSums): StrandFacts {
  const { steps, holds } = latestOf(all);
  const followed = steps.slice(0, -1);
  const later = steps.slice(1);
  const outcomes = followed.map(({ exchange }) => exchange.judgeOutcome().outcome);
  const own = later.map(({ changes }) =>
    [...changes.keys()].filter((name) => !name.startsWith(HEADER_PREFIX)),
  );
  return {
    ...paceOf(steps, early),
    steps,
    count,
    run,
    total: begun(steps.at(-1)) - begun(steps[0]),
    holds,
    empty: outcomes.filter((outcome) => outcome === 'empty').length,
    timeOuts: outcomes.filter((outcome) => outcome === 'time-out').length,
    answered: followed.filter(({ exchange }) => isAnswered(exchange)).length,
    failed: followed.filter(({ exchange }) => isFailure(exchange)).length,
    failure: followed.at(-1)?.exchange.judgeOutcome().why ?? '',
    repeats: own.filter((names) => names.length === 0).length,
    changing: [...new Set(later.flatMap(({ changes }) => [...changes.keys()]))],
    hasAnsweredCursor: later.some(({ changes }) => [...changes.values()].includes('answered')),
  };
}

/** How requests follow each other. @param early how many were made while others had no answer, and after none that had. */
export function paceOf(
  steps: readonly Step[],
  early: number,
): Pick<StrandFacts, 'starts' | 'periods' | 'atATime' | 'isChain'> {
  const starts = startsOf(steps.map(({ exchange }) => exchange));
  const periods = steps.slice(1).map((step, index) => begun(step) - begun(steps[index]));
  const atOnce = starts.filter((start) => start.isAtOnce).length;
  // A timer that asks before the answer is there may meet one each time: it began without.
  const isTimed = early > 0 && periods.length > 1 && isEven(periods);
  return {
    starts,
    periods,
    atATime: 1 + largest(starts.map(({ inFlight }) => inFlight)),
    isChain: !isTimed && starts.length > 0 && atOnce >= MOST * starts.length,
  };
}

function begun(step: Step | undefined): number {
  return step?.exchange.request.at ?? 0;
}

/** Whether it has an answer that is no failure. A page that never reads a body has no end on the tape. */
function isAnswered(exchange: Exchange): boolean {
  const { outcome } = exchange.judgeOutcome();
  if (outcome === 'waiting') return exchange.response !== null;
  return outcome !== 'fault' && outcome !== 'error' && outcome !== 'stopped';
}

/** Each answer is followed by one request at most. */
function startsOf(exchanges: readonly Exchange[]): Start[] {
  const used = new Set<Exchange>();
  return exchanges.slice(1).map((exchange, index) => {
    const { at } = exchange.request;
    let latest: { before: Exchange; done: number } | null = null;
    let inFlight = 0;
    for (const before of exchanges.slice(0, index + 1)) {
      const done = doneAt(before, at);
      if (done === null) inFlight++;
      else if (!used.has(before) && (!latest || done >= latest.done)) latest = { before, done };
    }
    if (!latest) return { gap: null, hold: 0, isAtOnce: false, inFlight };
    used.add(latest.before);
    const gap = at - latest.done;
    const hold = latest.before.held ?? 0;
    return { gap, hold, isAtOnce: isAtOnce(gap, hold), inFlight };
  });
}
