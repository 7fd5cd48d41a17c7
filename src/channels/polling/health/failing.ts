import { count, plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { wordsOf } from '../../connection/wire/words.ts';
import type { ClientRole } from '../../model/polls.ts';
import type { Exchange } from '../exchange.ts';
import type { Changes, Step } from '../strands/step.ts';

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
  let failed = 0;
  for (let index = steps.length - 1; index >= 0 && failed < FAILING; index--) {
    const step = steps[index];
    if (!step || !counts(step.exchange)) continue;
    if (!isFailure(step.exchange) || hasRisen(step.changes)) return false;
    failed++;
  }
  return failed === FAILING;
}

function hasRisen(changes: Changes): boolean {
  for (const change of changes.values()) if (change === 'risen') return true;
  return false;
}

/**
 * How the latest requests of a group failed, whatever each asked for, in a sentence or two; null where they did not.
 * @param steps by time. @param all how many requests there were.
 */
export function failingWords(steps: readonly Step[], all: number): string | null {
  const latest = steps.filter(({ exchange }) => counts(exchange)).slice(-FAILING);
  if (latest.length < FAILING || !latest.every(({ exchange }) => isFailure(exchange))) return null;
  const run = new FailingRun();
  for (const { exchange } of steps) if (exchange.isOver) run.add(exchange);
  return run.words(all);
}

/** Whether it says something of whether calls fail: it is over, and the page did not stop it. */
function counts(exchange: Exchange): boolean {
  return exchange.isOver && exchange.judgeOutcome().outcome !== 'stopped';
}

/**
 * What a request that is over says of whether calls fail. A known client's session that opens, takes what is sent, or gets a ping,
 * brings no message: one that does not last does so all the same.
 */
export function bearingOf(exchange: Exchange, role: ClientRole | null): 'failed' | 'fine' | 'neither' {
  const { outcome } = exchange.judgeOutcome();
  if (outcome === 'error') return 'failed';
  if (outcome === 'stopped') return 'neither';
  return role === null || (role === 'receive' && outcome !== 'empty') ? 'fine' : 'neither';
}

/** The latest requests of a loop that failed one after another. One that the page stopped neither counts nor ends it. */
export class FailingRun {
  count = 0;
  last: Exchange | null = null;
  /** Whether others that brought no message came between them. */
  #hasOthers = false;
  #lastOther = false;

  /** One more request is over. */
  add(exchange: Exchange, role: ClientRole | null = null): void {
    // To a known client an answer that states an error is a failure: it shakes hands again.
    const isFault = role !== null && exchange.judgeOutcome().outcome === 'fault';
    const bearing = isFault ? 'failed' : bearingOf(exchange, role);
    if (bearing === 'failed') {
      if (this.count === 0) this.#hasOthers = false;
      else this.#hasOthers ||= this.#lastOther;
      this.#lastOther = false;
      this.count++;
      this.last = exchange;
    } else if (bearing === 'fine') this.count = 0;
    else this.#lastOther ||= role !== null && exchange.response !== null;
  }

  get is(): boolean {
    return this.count >= FAILING;
  }

  /** In a sentence or two; null where it is none. @param all how many requests there were. */
  words(all: number): string | null {
    if (!this.is || !this.last) return null;
    const these = this.#hasOthers
      ? `${count(this.count)} of ${plural(all, 'request')} failed, and none between them brought a message.`
      : `The latest ${count(this.count)} of ${plural(all, 'request')} failed.`;
    return `${these} ${failureWords(this.last)}`;
  }
}

/** How a request failed, with the server's words where the page may read them; a sentence or two. */
export function failureWords(exchange: Exchange): string {
  const { why } = exchange.judgeOutcome();
  const { response, end, tape } = exchange;
  const words = response && !end?.blocked ? wordsOf(tape, response.mimeType) : '';
  return words === '' ? why : `${why} The server says ${quoted(words, WORDS)}`;
}
