/**
 * When requests that follow one another are a poll loop; `docs/polling.md` has it in words. It is judged as a request
 * begins, from the latest requests of one client to one endpoint. No two of them ran at the same time.
 */

import { duration } from '../../../format/durations.ts';
import { list, outOf } from '../../../format/numbers.ts';
import { largest, smallest } from '../../../tape/index.ts';
import { isFailure } from '../health/failing.ts';
import { changedParams, HEADER_PREFIX } from '../poll-request.ts';
import type { RequestRun, SequenceStep } from './step.ts';

/** Requests before there is a judgement. */
const MIN_REQUESTS = 3;
/** Three requests within this are a burst. Milliseconds. */
const MIN_SPAN = 1000;
/** A gap no longer than this is "at once", or one no longer than this share of the hold before it. Milliseconds. */
const AT_ONCE = 150;
const AT_ONCE_SHARE = 0.25;
/** Shortest run of requests without pauses, milliseconds: a list would have come to its end. */
const MIN_RUN = 100;
const MIN_RUN_SPAN = 30_000;
/** A run without pauses in which each fails: so many requests, or so many milliseconds, are no retry of a call. */
const MIN_FAILED = 10;
const MIN_FAILED_SPAN = 10_000;
/** A response that took this long was held, not computed. Milliseconds. */
const MIN_HOLD = 2000;
/** With requests that differ, an empty response counts only where one was held this long: uploads get empty responses too. */
const MIN_HOLD_EMPTY = 300;
/** A rhythm: the periods differ by no more than this, or this share of them. Milliseconds. */
const RHYTHM_TOLERANCE = 80;
const RHYTHM_TOLERANCE_SHARE = 0.1;
const MIN_PERIOD = 200;
/** Periods that must be even: where the requests are the same, and where they differ. */
const PERIODS_SAME = 2;
const PERIODS_DIFFERENT = 4;
/** A run that counts up and gets a full response each time is read page by page, up to this many requests. */
const MAX_PAGES = 10;
/** Parameters that may change from one poll to the next: a cursor, and perhaps what goes with it. */
const MAX_CHANGED = 3;

export interface LoopJudgement {
  readonly isLoop: boolean;
  /** Why it is a loop; or one sentence, why it is none. */
  readonly why: readonly string[];
}

const no = (why: string): LoopJudgement => ({ isLoop: false, why: [why] });

/** Whether a request began as soon as the response before it was there. @param gap @param hold milliseconds. */
export function isAtOnce(gap: number, hold: number): boolean {
  return gap <= Math.max(AT_ONCE, AT_ONCE_SHARE * hold);
}

/**
 * @param steps the latest requests, in order; the last one has just begun.
 * @param run the requests that came at once, up to that one: more than the latest, where the loop is fast.
 */
export function judgeLoop(steps: readonly SequenceStep[], run: RequestRun): LoopJudgement {
  if (steps.length < MIN_REQUESTS)
    return no(`Asked ${steps.length === 1 ? 'once' : 'twice'}: a loop needs three requests.`);
  const facts = factsOf(steps);
  if (facts.maxChanged > MAX_CHANGED)
    return no(
      `From one request to the next ${facts.maxChanged} parameters change: these are different questions.`,
    );
  if (facts.answered === 0) return failing(facts, run);
  const total = Math.max(facts.total, run.span);
  if (total < MIN_SPAN) return no(`All of them within ${duration(total)}: a burst of calls.`);
  if (isSending(steps, facts))
    return no(
      'Each sends a body by POST, and each answer is empty and is not held: the page sends something, and asks for nothing.',
    );
  const page = pagesOf(steps, facts);
  if (page !== null) return no(page);
  return holding(facts, run) ?? rhythm(facts) ?? no(noLoopReason(facts));
}

interface Facts {
  readonly count: number;
  /** From the first request to the last. */
  readonly total: number;
  /** How long each request was held, and the gap after it. The last request has no gap yet, and is left out. */
  readonly holds: readonly number[];
  readonly gaps: readonly number[];
  readonly periods: readonly number[];
  readonly empty: number;
  readonly timeOuts: number;
  readonly answered: number;
  /** How the latest of them ended, in a sentence. */
  readonly failure: string;
  readonly failed: number;
  /** Requests that are the same as the one before. */
  readonly repeats: number;
  /** What changes, cursors in headers included. */
  readonly changing: readonly string[];
  readonly maxChanged: number;
}

function factsOf(steps: readonly SequenceStep[]): Facts {
  const followed = steps.slice(0, -1);
  const next = (index: number) => steps[index + 1] as SequenceStep;
  const outcomes = followed.map(({ exchange }) => exchange.judgeOutcome().outcome);
  const changes = followed.map((step, index) => changedParams(step.request, next(index).request));
  const own = changes.map((names) => names.filter((name) => !name.startsWith(HEADER_PREFIX)));
  const begun = (step: SequenceStep) => step.exchange.request.at;
  return {
    count: steps.length,
    total: begun(steps.at(-1) as SequenceStep) - begun(steps[0] as SequenceStep),
    holds: followed.map(({ exchange }) => exchange.held ?? 0),
    gaps: followed.map((step, index) =>
      Math.max(0, begun(next(index)) - (step.exchange.overAt ?? begun(next(index)))),
    ),
    periods: followed.map((step, index) => begun(next(index)) - begun(step)),
    empty: outcomes.filter((outcome) => outcome === 'empty').length,
    timeOuts: outcomes.filter((outcome) => outcome === 'time-out').length,
    failed: followed.filter(({ exchange }) => isFailure(exchange)).length,
    failure: followed.at(-1)?.exchange.judgeOutcome().why ?? '',
    answered: outcomes.filter((outcome) => !['fault', 'error', 'stopped'].includes(outcome)).length,
    repeats: own.filter((names) => names.length === 0).length,
    changing: [...new Set(changes.flat())],
    maxChanged: largest(own.map((names) => names.length)),
  };
}

/** Sent to the server, as SockJS and trackers do: nothing comes back, and nothing is waited for. */
function isSending(steps: readonly SequenceStep[], { empty, holds }: Facts): boolean {
  const isPost = steps.every(
    ({ exchange: { request } }) => request.method === 'POST' && request.body !== undefined,
  );
  const held = holds.filter((hold) => hold >= MIN_HOLD).length;
  return isPost && empty === holds.length && held < 2;
}

/** Read page by page: a number that counts up in even steps, and no empty response. Null where it is not so. */
function pagesOf(
  steps: readonly SequenceStep[],
  { empty, timeOuts, repeats, count, changing }: Facts,
): string | null {
  if (empty > 0 || timeOuts > 0 || repeats > 0 || count >= MAX_PAGES) return null;
  for (const name of changing) {
    const values = steps.map(({ request }) => Number(request.params.get(name)));
    const by = (values[1] ?? 0) - (values[0] ?? 0);
    const isEven = values.every((value, i) => i === 0 || value - (values[i - 1] as number) === by);
    if (by > 0 && Number.isInteger(by) && isEven)
      return `The ${name} counts up by ${by} and no answer is empty: that is how a list is read page by page.`;
  }
  return null;
}

/**
 * Calls that fail, and are made again all the same: by a timer, or at once without an end. A call that is tried again a few times,
 * or after a longer pause each time, is none.
 */
function failing(facts: Facts, run: RequestRun): LoopJudgement {
  const { periods, gaps, repeats, count, failure, failed } = facts;
  const even = periods.slice(-PERIODS_DIFFERENT);
  const isRhythm =
    even.length === PERIODS_DIFFERENT &&
    isEven(even) &&
    smallest(even) >= MIN_PERIOD &&
    gaps.slice(-PERIODS_DIFFERENT).some((gap) => gap > AT_ONCE);
  const isSame = repeats === periods.length;
  const isAgain =
    isSame &&
    run.requests > PERIODS_DIFFERENT &&
    (run.requests >= MIN_FAILED || run.span >= MIN_FAILED_SPAN) &&
    run.span >= MIN_SPAN;
  if (failed < count - 1 || (!isRhythm && !isAgain))
    return no('Not one was answered: it may be tried again because it fails.');
  return {
    isLoop: true,
    why: [
      `None of the latest ${count - 1} requests had an answer without an error. ${failure}`,
      isRhythm
        ? `They begin in a constant rhythm: ${list(even.map(duration))} from one to the next.`
        : `It is asked again at once: ${run.requests} requests over ${duration(run.span)}.`,
      ...(isSame ? ['They all ask the very same.'] : []),
    ],
  };
}

/** Long polling: the next request comes as soon as the response is there, and the server holds it. */
function holding(
  { count, holds, gaps, empty, timeOuts, repeats, changing }: Facts,
  run: RequestRun,
): LoopJudgement | null {
  const latest = gaps.length - 2;
  if (!gaps.every((gap, index) => index < latest || isAtOnce(gap, holds[index] ?? 0))) return null;
  const held = holds.filter((hold) => hold >= MIN_HOLD).length;
  const longest = largest(holds);
  const emptyCounts = repeats > 0 || longest >= MIN_HOLD_EMPTY;
  const evidence = [
    held >= 2 &&
      `The server held ${held} of them for ${duration(MIN_HOLD)} or more (longest ${duration(longest)}): it waits for something to send.`,
    empty > 0 &&
      emptyCounts &&
      `${outOf(empty, holds.length)} had an empty answer, and the page asked again all the same: a list that is read to its end would not be.`,
    timeOuts > 0 && `${outOf(timeOuts, holds.length)} timed out, and the page asked again.`,
    repeats >= 2 &&
      `${outOf(repeats, holds.length)} asked the very same as the one before${exceptHeaders(changing)}.`,
    run.requests >= MIN_RUN &&
      run.span >= MIN_RUN_SPAN &&
      `It never ends: ${run.requests} requests at once one after the other, over ${duration(run.span)}. A list would have come to its end.`,
  ].filter((text) => text !== false);
  if (evidence.length === 0) return null;
  return {
    isLoop: true,
    why: [
      `${count} requests of the same script to the same address, one after the other: no two at the same time.`,
      `Each of the latest began ${list(gaps.slice(latest).map(duration))} after the end of the answer before it, which took ${list(holds.slice(latest).map(duration))}.`,
      ...evidence,
      ...cursor(changing),
    ],
  };
}

/** Short polling: requests in a constant rhythm, from request to request or from response to request. */
function rhythm({ count, gaps, periods, repeats, changing }: Facts): LoopJudgement | null {
  const needed = repeats === periods.length ? PERIODS_SAME : PERIODS_DIFFERENT;
  if (periods.length < needed) return null;
  const latest = periods.slice(-needed);
  const pauses = gaps.slice(-needed);
  if (latest.some((period) => period < MIN_PERIOD)) return null;
  // Where each next request comes at once, the rhythm is the server's. One late response does not make a timer's rhythm so.
  const atOnce = pauses.filter((pause) => pause <= AT_ONCE).length;
  const byPeriod = atOnce < pauses.length && isEven(latest);
  if (!byPeriod && (atOnce > 0 || !isEven(pauses))) return null;
  const figures = byPeriod ? latest : pauses;
  return {
    isLoop: true,
    why: [
      `${count} requests of the same script to the same address, one after the other: no two at the same time.`,
      byPeriod
        ? `They begin in a constant rhythm: ${list(figures.map(duration))} from one to the next.`
        : `Each begins the same time after the answer before it: ${list(figures.map(duration))}.`,
      ...(repeats === periods.length
        ? [`They all ask the very same${exceptHeaders(changing)}.`]
        : cursor(changing)),
    ],
  };
}

function isEven(values: readonly number[]): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return largest(values) - smallest(values) <= Math.max(RHYTHM_TOLERANCE, RHYTHM_TOLERANCE_SHARE * mean);
}

function exceptHeaders(changing: readonly string[]): string {
  return changing.some((name) => name.startsWith(HEADER_PREFIX)) ? ', but for headers' : '';
}

function cursor(changing: readonly string[]): string[] {
  return changing.length === 0
    ? []
    : [`What changes from one to the next is the ${list(changing)}, as a cursor does.`];
}

function noLoopReason({ gaps, holds, periods, repeats }: Facts): string {
  const latest = gaps.slice(-2);
  if (latest.some((gap, index) => !isAtOnce(gap, holds.at(index - latest.length) ?? 0))) {
    const needs =
      repeats === periods.length ? '' : ` ${PERIODS_DIFFERENT + 1} requests in a rhythm would be a loop.`;
    return `Neither at once after the answer nor in a constant rhythm: ${list(periods.slice(-4).map(duration))} from one to the next.${needs}`;
  }
  return 'Asked again at once, but no answer was empty, held or asked for twice: it may be a list read page by page.';
}
