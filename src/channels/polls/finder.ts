import type { ConnectionTape, PlainRecord, RequestRecord } from '../../tape/index.ts';
import { type Asked, keyOf } from './asked.ts';
import { Exchange } from './exchange.ts';
import type { PollIntents } from './intents.ts';
import { PollLoop } from './loop.ts';
import type { Repeating } from './model.ts';
import { Sequence } from './sequence.ts';

/** Sequences of one client to one endpoint that are kept open; a burst of parallel calls begins as many as it has. */
const MOST_OPEN = 40;
/** Endpoints with sequences that are no loop; the longest unused are forgotten. */
const MOST_ENDPOINTS = 1000;
/** Endpoints told in the list of what repeats. */
const MOST_TOLD = 50;

export interface FinderNeeds {
  readonly intents: PollIntents;
  readonly onLoop: (loop: PollLoop) => void;
  readonly onNoLoop: (loop: PollLoop) => void;
}

/**
 * Puts exchanges into sequences as they come, and finds the poll loops among these. It looks at a bounded number of
 * sequences a request, so that it stays linear.
 */
export class PollFinder {
  readonly #needs: FinderNeeds;
  #exchanges = new Map<string, Exchange>();
  /** Which sequence an exchange is in, while it runs. */
  #running = new Map<string, Sequence>();
  /** Open sequences by client and endpoint, the latest used last. */
  #open = new Map<string, Sequence[]>();
  #loops = new Map<Sequence, PollLoop>();

  constructor(needs: FinderNeeds) {
    this.#needs = needs;
  }

  exchange(id: string): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  loops(): IterableIterator<PollLoop> {
    return this.#loops.values();
  }

  /** Client and endpoint of the loops that go on. */
  *keysRunning(): Generator<string> {
    for (const loop of this.#loops.values()) if (!loop.isClosed) yield loop.sequence.key;
  }

  /** Exchanges that are not over. */
  *running(): Generator<Exchange> {
    for (const id of this.#running.keys()) {
      const exchange = this.#exchanges.get(id);
      if (exchange) yield exchange;
    }
  }

  /** Takes a fact of a connection. @returns false where it is no exchange, or no longer one. */
  take(tape: ConnectionTape, fact: PlainRecord): boolean {
    if (fact.kind === 'request') {
      if (fact.exchange) this.#begin(tape, fact);
      else this.#leave(tape.id);
      return fact.exchange === true;
    }
    const exchange = this.#exchanges.get(tape.id);
    if (!exchange) return false;
    exchange.take(fact);
    if (fact.kind === 'end') {
      const sequence = this.#running.get(tape.id);
      this.#running.delete(tape.id);
      const loop = sequence && this.#loops.get(sequence);
      if (loop) loop.ended(exchange);
      // The page may ask anew before the browser has told the end of the answer that it read.
      else if (sequence && sequence.last !== exchange) this.#judge(sequence);
    }
    return true;
  }

  /** The page is another one: what it began it does not go on with. Workers of their own go on. */
  navigated(): void {
    for (const [key, sequences] of this.#open) {
      const left = sequences.filter((sequence) => {
        const kind = sequence.last?.request.context.kind;
        const stays = kind === 'shared-worker' || kind === 'service-worker';
        if (!stays) this.#loops.get(sequence)?.close();
        return stays;
      });
      if (left.length === 0) this.#open.delete(key);
      else this.#open.set(key, left);
    }
  }

  /** The user said something of an endpoint. */
  reconsider(): void {
    for (const loop of [...this.#loops.values()]) {
      const said = this.#needs.intents.of(loop.sequence.endpoint);
      if (said === 'not-a-loop' || (said === null && loop.byUser)) this.#end(loop);
    }
    for (const sequences of this.#open.values()) for (const sequence of sequences) this.#judge(sequence);
  }

  /** What repeats and is no loop, the most frequent first. */
  repeating(): readonly Repeating[] {
    const told = new Map<string, Repeating>();
    for (const sequence of this.#sequences()) {
      if (this.#loops.has(sequence)) continue;
      const { endpoint, exchanges } = sequence;
      const said = this.#needs.intents.of(endpoint);
      const before = told.get(endpoint);
      if (exchanges.length < 2 && said === null && !before) continue;
      const why = said === 'not-a-loop' ? 'You said that it is not one.' : (sequence.judge().why[0] ?? '');
      const isLonger = exchanges.length > (before?.requests ?? 0);
      if (isLonger) told.set(endpoint, { endpoint, requests: exchanges.length, said, why });
    }
    return [...told.values()].sort((a, b) => b.requests - a.requests).slice(0, MOST_TOLD);
  }

  *#sequences(): Generator<Sequence> {
    for (const sequences of this.#open.values()) yield* sequences;
  }

  #begin(tape: ConnectionTape, request: RequestRecord): void {
    const exchange = new Exchange(tape, request);
    this.#exchanges.set(tape.id, exchange);
    const asked = exchange.asked();
    if (!asked) return;
    const sequence = this.#sequenceFor(asked);
    sequence.add(exchange, asked);
    this.#running.set(tape.id, sequence);
    const loop = this.#loops.get(sequence);
    if (loop) loop.began(exchange);
    else this.#judge(sequence);
  }

  /** The sequence whose answer is done and that asked most alike; else a new one. */
  #sequenceFor(asked: Asked): Sequence {
    const key = keyOf(asked);
    const open = this.#open.get(key) ?? [];
    this.#open.delete(key);
    this.#open.set(key, open);
    let best: Sequence | null = null;
    let likeness = Number.NEGATIVE_INFINITY;
    // The latest used is last: of equally alike ones it is the one.
    for (const sequence of open) {
      if (!sequence.isFree) continue;
      const like = sequence.likeness(asked);
      if (like >= likeness) {
        best = sequence;
        likeness = like;
      }
    }
    // Asked so before, but not last: two questions in turn, each a sequence of its own.
    const sequence = best && !best.askedEarlier(asked) ? best : new Sequence(asked);
    if (sequence === best) {
      for (const other of open)
        if (other !== best && other.likeness(asked) >= likeness) best.ambiguous = other.ambiguous = true;
    }
    const at = open.indexOf(sequence);
    if (at >= 0) open.splice(at, 1);
    else this.#forget(open);
    open.push(sequence);
    return sequence;
  }

  /** Makes room: a sequence that is no loop and was not used for the longest goes. */
  #forget(open: Sequence[]): void {
    if (open.length >= MOST_OPEN) {
      const oldest = open.findIndex((sequence) => !this.#loops.has(sequence));
      if (oldest >= 0) open.splice(oldest, 1);
    }
    if (this.#open.size <= MOST_ENDPOINTS) return;
    for (const [key, sequences] of this.#open) {
      if (sequences === open || sequences.some((sequence) => this.#loops.has(sequence))) continue;
      this.#open.delete(key);
      return;
    }
  }

  #judge(sequence: Sequence): void {
    if (this.#loops.has(sequence) || sequence.exchanges.length === 0) return;
    const said = this.#needs.intents.of(sequence.endpoint);
    if (said === 'not-a-loop') return;
    const { isLoop, why } = sequence.judge();
    const known = this.#needs.intents.knows(sequence.key);
    if (!isLoop && !known && said !== 'loop') return;
    const reasons = isLoop
      ? why
      : known
        ? ['It was recognised before the log was cleared.']
        : [`You said that it is one. By the rule it is not: ${why.join(' ')}`];
    const loop = new PollLoop(sequence, reasons, !isLoop && !known);
    this.#loops.set(sequence, loop);
    for (const exchange of sequence.exchanges) {
      loop.began(exchange);
      if (exchange.isOver) loop.ended(exchange);
    }
    this.#needs.onLoop(loop);
  }

  /** It turned out to be an event stream. */
  #leave(id: string): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const sequence = this.#running.get(id);
    this.#exchanges.delete(id);
    this.#running.delete(id);
    if (!sequence) return;
    sequence.drop(exchange);
    const loop = this.#loops.get(sequence);
    loop?.left(exchange);
    if (sequence.exchanges.length > 0) return;
    const { key } = sequence;
    const open = this.#open.get(key)?.filter((each) => each !== sequence) ?? [];
    if (open.length === 0) this.#open.delete(key);
    else this.#open.set(key, open);
    if (loop) this.#end(loop);
  }

  #end(loop: PollLoop): void {
    this.#loops.delete(loop.sequence);
    this.#needs.onNoLoop(loop);
  }
}
