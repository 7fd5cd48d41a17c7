import { count, plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { wordsOf } from '../../connection/wire/words.ts';
import type { Exchange } from '../exchange.ts';
import type { Step } from '../strands/step.ts';

/** Requests in a row that failed, from which on a loop is failing. */
export const FAILING = 3;
/** Characters of a server's words that are quoted. */
const WORDS = 200;

/** Whether a request failed, or its answer was a fault. */
export function isFailure(exchange: Exchange): boolean {
  const { outcome } = exchange.judgeOutcome();
  return outcome === 'error' || outcome === 'fault';
}

/**
 * Whether the latest {@link FAILING} requests of a strand failed, one after another: calls that keep failing. Requests that count up
 * are not one call that keeps failing, but a list of things that are not there.
 */
export function keepsFailing(steps: readonly Step[]): boolean {
  const latest = latestOver(steps);
  return haveFailed(latest) && latest.every(({ changes }) => ![...changes.values()].includes('risen'));
}

/**
 * How the latest requests of a group failed, whatever each asked for, in a sentence or two; null where they did not.
 * @param steps by time. @param all how many requests there were.
 */
export function failingWords(steps: readonly Step[], all: number): string | null {
  if (!haveFailed(latestOver(steps))) return null;
  const run = new FailingRun();
  for (const { exchange } of steps) if (exchange.isOver) run.add(exchange);
  return run.words(all);
}

/** The latest that are over; one that the page stopped says nothing. */
function latestOver(steps: readonly Step[]): readonly Step[] {
  const over = steps.filter(
    ({ exchange }) => exchange.isOver && exchange.judgeOutcome().outcome !== 'stopped',
  );
  return over.slice(-FAILING);
}

function haveFailed(latest: readonly Step[]): boolean {
  return latest.length === FAILING && latest.every(({ exchange }) => isFailure(exchange));
}

/** The latest requests of a loop that failed one after another. One that the page stopped neither counts nor ends it. */
export class FailingRun {
  count = 0;
  last: Exchange | null = null;

  /** One more request is over. */
  add(exchange: Exchange): void {
    const { outcome } = exchange.judgeOutcome();
    if (outcome === 'error') {
      this.count++;
      this.last = exchange;
    } else if (outcome !== 'stopped') this.count = 0;
  }

  get is(): boolean {
    return this.count >= FAILING;
  }

  /** In a sentence or two; null where it is none. @param all how many requests there were. */
  words(all: number): string | null {
    if (!this.is || !this.last) return null;
    return `The latest ${count(this.count)} of ${plural(all, 'request')} failed. ${failureWords(this.last)}`;
  }
}

/** How a request failed, with the server's words where the page may read them; a sentence or two. */
export function failureWords(exchange: Exchange): string {
  const { why } = exchange.judgeOutcome();
  const { response, end, tape } = exchange;
  const words = response && !end?.blocked ? wordsOf(tape, response.mimeType) : '';
  return words === '' ? why : `${why} The server says ${quoted(words, WORDS)}`;
}
