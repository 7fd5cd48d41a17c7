import type { ConnectionTape, PlainRecord, RequestRecord } from '../../tape/index.ts';
import type { RepeatingRequests, RequestGroupDetail } from '../model/requests.ts';
import type { EndpointChoices } from './endpoint-choices.ts';
import { Exchange } from './exchange.ts';
import { FAILING, isFailure, keepsFailing } from './health/failing.ts';
import { isPoll, type Judged } from './labels/label.ts';
import { judge } from './labels/labels.ts';
import { PollLoop } from './loop.ts';
import { Repeating } from './repeating/repeating.ts';
import { Groups } from './strands/groups.ts';
import { questionOf } from './strands/question.ts';
import type { Strand } from './strands/strand.ts';

/** Methods of a poll. */
const POLLS = /^(GET|POST|HEAD) /;

export interface PollDetectorNeeds {
  readonly endpointChoices: EndpointChoices;
  readonly onLoop: (loop: PollLoop) => void;
  readonly onLoopRemoved: (loop: PollLoop) => void;
}

/**
 * Puts exchanges into groups and strands as they come. A strand that is a poll, or keeps failing, becomes a row in Streams; all else
 * that repeats is {@link repeating}. It looks at a bounded number of strands a request, so that it stays linear.
 */
export class PollDetector {
  readonly #needs: PollDetectorNeeds;
  #exchanges = new Map<string, Exchange>();
  /** Which strand an exchange is in, while it runs. */
  #running = new Map<string, Strand>();
  #loops = new Map<Strand, PollLoop>();
  readonly #groups = new Groups({
    isRow: (strand) => this.#loops.has(strand),
    onMoved: (exchange, strand) => {
      if (this.#running.has(exchange.id)) this.#running.set(exchange.id, strand);
      const loop = this.#loops.get(strand);
      if (loop) this.#addToLoop(loop, exchange);
      else this.#judge(strand);
    },
  });
  readonly #repeating: Repeating;

  constructor(needs: PollDetectorNeeds) {
    this.#needs = needs;
    this.#repeating = new Repeating(this.#groups, {
      isRow: (strand) => this.#loops.has(strand),
      choiceOf: (endpoint) => needs.endpointChoices.of(endpoint),
    });
  }

  exchange(id: string): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  loops(): IterableIterator<PollLoop> {
    return this.#loops.values();
  }

  /** The loop that a connection is a cycle of. It looks at all of them. */
  loopOf(connection: string): PollLoop | undefined {
    if (!this.#exchanges.has(connection)) return undefined;
    for (const loop of this.#loops.values()) if (loop.cycleIndexOf(connection) >= 0) return loop;
    return undefined;
  }

  /** Whether a connection that runs is a cycle of a loop. */
  isInLoop(connection: string): boolean {
    const strand = this.#running.get(connection);
    return strand !== undefined && this.#loops.has(strand);
  }

  /** The groups whose loops continue, by client and endpoint. */
  *runningKeys(): Generator<string> {
    for (const loop of this.#loops.values()) if (!loop.isClosed) yield loop.strand.key;
  }

  /** Exchanges that are not over. */
  *running(): Generator<Exchange> {
    for (const id of this.#running.keys()) {
      const exchange = this.#exchanges.get(id);
      if (exchange) yield exchange;
    }
  }

  /** Takes a fact of an exchange; its request begins it. */
  addFact(tape: ConnectionTape, fact: PlainRecord): void {
    if (fact.kind === 'request') {
      this.#begin(tape, fact);
      return;
    }
    const exchange = this.#exchanges.get(tape.id);
    if (!exchange) return;
    exchange.addFact(fact);
    if (fact.kind === 'response' || fact.kind === 'end') this.#answered(exchange, fact.kind === 'end');
    else this.#loopOfRunning(tape.id)?.changed();
  }

  /** Says that a connection is no exchange after all. */
  remove(id: string): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const strand = this.#running.get(id);
    this.#exchanges.delete(id);
    this.#running.delete(id);
    if (!strand) return;
    strand.drop(exchange);
    const loop = this.#loops.get(strand);
    loop?.removeExchange(exchange);
    if (strand.exchanges.length > 0) return;
    this.#groups.get(strand.key)?.drop(strand);
    if (loop) this.#removeLoop(loop);
  }

  /** The page is another one: what it began it does not continue. Workers of their own continue. */
  navigated(): void {
    for (const group of this.#groups) {
      const { kind } = group.first.request.context;
      if (kind === 'shared-worker' || kind === 'service-worker') continue;
      for (const strand of group.strands) {
        strand.isClosed = true;
        this.#loops.get(strand)?.close();
      }
    }
  }

  /** Recording stopped, wholly or for a part. */
  captureStopped(): void {
    for (const loop of this.#loops.values()) if (!loop.isClosed && loop.last?.isOver) loop.captureStopped();
  }

  /** The user decided something for an endpoint. */
  reconsider(): void {
    this.#repeating.changed();
    for (const loop of [...this.#loops.values()]) {
      const said = this.#needs.endpointChoices.of(loop.strand.endpoint);
      if (said === 'not-a-loop' || (said === null && loop.byUser)) this.#removeLoop(loop);
    }
    for (const group of this.#groups) for (const strand of group.strands) this.#judge(strand);
  }

  /** What repeats and is no row in Streams; the same object until something changes. */
  repeating(): RepeatingRequests {
    return this.#repeating.all();
  }

  /** One group of {@link repeating} looked into; null where there is none of this id. */
  requestGroup(id: string): RequestGroupDetail | null {
    return this.#repeating.detail(id);
  }

  #loopOfRunning(id: string): PollLoop | undefined {
    const strand = this.#running.get(id);
    return strand && this.#loops.get(strand);
  }

  #answered(exchange: Exchange, isEnd: boolean): void {
    const strand = this.#running.get(exchange.id);
    if (!strand) return;
    this.#loops.get(strand)?.changed();
    if (isEnd) {
      this.#running.delete(exchange.id);
      this.#loops.get(strand)?.endExchange(exchange);
    }
    this.#groups.get(strand.key)?.answered(exchange, strand);
    // The page may send the next request before the browser has reported the end of the response that it read.
    if (isEnd && (strand.last !== exchange || isFailure(exchange))) this.#judge(strand);
  }

  #begin(tape: ConnectionTape, request: RequestRecord): void {
    const exchange = new Exchange(tape, request);
    this.#exchanges.set(tape.id, exchange);
    const question = questionOf(request);
    if (!question) return;
    const group = this.#groups.for(question, exchange);
    const strand = group.add(exchange, question);
    const before = strand.exchanges.at(-2);
    // Its end may never be reported.
    if (before?.isOver) this.#running.delete(before.id);
    this.#running.set(tape.id, strand);
    const loop = this.#loops.get(strand);
    if (loop) this.#addToLoop(loop, exchange);
    this.#judge(strand);
  }

  #addToLoop(loop: PollLoop, exchange: Exchange): void {
    loop.addExchange(exchange);
    if (exchange.isOver) loop.endExchange(exchange);
  }

  #judge(strand: Strand): void {
    if (strand.exchanges.length === 0) return;
    const known = this.#loops.get(strand);
    if (known?.isSettled) return;
    const judged = judge(strand);
    if (known) {
      known.judge(judged);
      return;
    }
    const reasons = this.#reasonsForRow(strand, judged);
    if (!reasons) return;
    const loop = new PollLoop(strand, judged, reasons.why, reasons.byUser);
    this.#loops.set(strand, loop);
    for (const exchange of strand.exchanges) this.#addToLoop(loop, exchange);
    this.#needs.onLoop(loop);
    this.#repeating.changed();
  }

  /** Why a strand is a row in Streams; null where it is none. */
  #reasonsForRow(
    strand: Strand,
    judged: Judged,
  ): { readonly why: readonly string[]; readonly byUser: boolean } | null {
    const choice = this.#needs.endpointChoices.of(strand.endpoint);
    if (choice === 'not-a-loop') return null;
    if (POLLS.test(strand.endpoint) && isPoll(judged)) return { why: judged.why, byUser: false };
    if (keepsFailing(strand.steps))
      return {
        why: [`Its latest ${FAILING} requests failed, one after another. ${judged.why.join(' ')}`],
        byUser: false,
      };
    if (this.#needs.endpointChoices.isRemembered(strand.key))
      return { why: ['It was recognised before the log was cleared.'], byUser: false };
    if (choice !== 'loop') return null;
    return {
      why: [`You said that it is one. By the rule it is not: ${judged.why.join(' ')}`],
      byUser: true,
    };
  }

  #removeLoop(loop: PollLoop): void {
    this.#loops.delete(loop.strand);
    this.#repeating.changed();
    this.#needs.onLoopRemoved(loop);
  }
}
