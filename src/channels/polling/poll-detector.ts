import type { ConnectionTape, PlainRecord, RequestRecord } from '../../tape/index.ts';
import type { RepeatingRequests, RequestGroupDetail } from '../model/requests.ts';
import type { Sequence } from './detection/sequence.ts';
import { OpenSequences } from './detection/sequences.ts';
import type { EndpointChoices } from './endpoint-choices.ts';
import { Exchange } from './exchange.ts';
import { PollLoop } from './loop.ts';
import { Repeating } from './repeating.ts';

export interface PollDetectorNeeds {
  readonly endpointChoices: EndpointChoices;
  readonly onLoop: (loop: PollLoop) => void;
  readonly onLoopRemoved: (loop: PollLoop) => void;
}

/**
 * Puts exchanges into sequences as they come, and finds the poll loops among these. It looks at a bounded number of
 * sequences a request, so that it stays linear.
 */
export class PollDetector {
  readonly #needs: PollDetectorNeeds;
  #exchanges = new Map<string, Exchange>();
  /** Which sequence an exchange is in, while it runs. */
  #running = new Map<string, Sequence>();
  #loops = new Map<Sequence, PollLoop>();
  readonly #open = new OpenSequences((sequence) => this.#loops.has(sequence));
  readonly #repeating: Repeating;

  constructor(needs: PollDetectorNeeds) {
    this.#needs = needs;
    this.#repeating = new Repeating({
      sequences: () => [...this.#open].filter((sequence) => !this.#loops.has(sequence)),
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
    const sequence = this.#running.get(connection);
    return sequence !== undefined && this.#loops.has(sequence);
  }

  /** Client and endpoint of the loops that continue. */
  *runningKeys(): Generator<string> {
    for (const loop of this.#loops.values()) if (!loop.isClosed) yield loop.sequence.key;
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
    this.#repeating.changed();
    if (fact.kind === 'request') {
      this.#begin(tape, fact);
      return;
    }
    const exchange = this.#exchanges.get(tape.id);
    if (!exchange) return;
    exchange.addFact(fact);
    const sequence = this.#running.get(tape.id);
    const loop = sequence && this.#loops.get(sequence);
    loop?.changed();
    if (fact.kind === 'end') {
      this.#running.delete(tape.id);
      if (loop) loop.endExchange(exchange);
      // The page may send the next request before the browser has reported the end of the response that it read.
      else if (sequence && sequence.last !== exchange) this.#judge(sequence);
    }
  }

  /** Says that a connection is no exchange after all. */
  remove(id: string): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const sequence = this.#running.get(id);
    this.#exchanges.delete(id);
    this.#running.delete(id);
    if (!sequence) return;
    sequence.drop(exchange);
    this.#repeating.dropped(sequence);
    const loop = this.#loops.get(sequence);
    loop?.removeExchange(exchange);
    if (sequence.exchanges.length > 0) return;
    this.#open.drop(sequence);
    if (loop) this.#removeLoop(loop);
  }

  /** The page is another one: what it began it does not continue. Workers of their own continue. */
  navigated(): void {
    this.#repeating.changed();
    this.#open.close((sequence) => {
      const kind = sequence.last?.request.context.kind;
      if (kind === 'shared-worker' || kind === 'service-worker') return false;
      this.#loops.get(sequence)?.close();
      return true;
    });
  }

  /** Recording stopped, wholly or for a part. */
  captureStopped(): void {
    for (const loop of this.#loops.values()) if (!loop.isClosed && loop.last?.isOver) loop.captureStopped();
  }

  /** The user decided something for an endpoint. */
  reconsider(): void {
    this.#repeating.changed();
    for (const loop of [...this.#loops.values()]) {
      const said = this.#needs.endpointChoices.of(loop.sequence.endpoint);
      if (said === 'not-a-loop' || (said === null && loop.byUser)) this.#removeLoop(loop);
    }
    for (const sequence of this.#open) this.#judge(sequence);
  }

  /** What repeats and is no loop; the same object until something changes. */
  repeating(): RepeatingRequests {
    return this.#repeating.all();
  }

  /** A group of what repeats, looked into; null where there is none of that id. */
  requestGroup(id: string): RequestGroupDetail | null {
    return this.#repeating.detail(id);
  }

  #begin(tape: ConnectionTape, request: RequestRecord): void {
    const exchange = new Exchange(tape, request);
    this.#exchanges.set(tape.id, exchange);
    const asked = exchange.pollRequest();
    if (!asked) return;
    const sequence = this.#open.for(asked);
    const before = sequence.last;
    sequence.add(exchange, asked);
    // Its end may never be reported.
    if (before?.isOver) this.#running.delete(before.id);
    this.#running.set(tape.id, sequence);
    const loop = this.#loops.get(sequence);
    if (loop) loop.addExchange(exchange);
    else this.#judge(sequence);
  }

  #judge(sequence: Sequence): void {
    if (this.#loops.has(sequence) || sequence.exchanges.length === 0) return;
    const said = this.#needs.endpointChoices.of(sequence.endpoint);
    if (said === 'not-a-loop') return;
    const { isLoop, why } = sequence.judge();
    const known = this.#needs.endpointChoices.isRemembered(sequence.key);
    if (!isLoop && !known && said !== 'loop') return;
    const reasons = isLoop
      ? why
      : known
        ? ['It was recognised before the log was cleared.']
        : [`You said that it is one. By the rule it is not: ${why.join(' ')}`];
    const loop = new PollLoop(sequence, reasons, !isLoop && !known);
    this.#loops.set(sequence, loop);
    for (const exchange of sequence.exchanges) {
      loop.addExchange(exchange);
      if (exchange.isOver) loop.endExchange(exchange);
    }
    this.#needs.onLoop(loop);
  }

  #removeLoop(loop: PollLoop): void {
    this.#loops.delete(loop.sequence);
    this.#needs.onLoopRemoved(loop);
  }
}
