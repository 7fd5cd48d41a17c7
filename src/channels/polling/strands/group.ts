import type { Exchange } from '../exchange.ts';
import { doneAt } from './done.ts';
import type { Question } from './question.ts';
import type { Changes } from './step.ts';
import { type Nearness, Strand } from './strand.ts';

/** Strands of a group that are kept; the longest unused are counted only. */
const MAX_STRANDS = 40;
/** Strands that are compared with a request that none has asked before: the latest used. */
const MAX_COMPARED = 10;

const NONE: Changes = new Map();

/** The strand that a request is nearest to. */
interface Near {
  readonly strand: Strand;
  readonly nearness: Nearness;
}

/** What a group asks of those who know more. */
export interface GroupNeeds {
  /** Whether a strand is a row in Streams: it stays what it is. */
  readonly isRow: (strand: Strand) => boolean;
  /** An exchange is in another strand from now on. */
  readonly onMoved: (exchange: Exchange, strand: Strand) => void;
}

/** Requests of one line of one page or worker, by one method to one address for one operation: its strands, the latest used last. */
export class Group {
  readonly key: string;
  readonly first: Exchange;
  readonly #needs: GroupNeeds;
  #strands: Strand[] = [];
  /** Parameters that select what is asked for: another value of one is another question. */
  readonly #selectors = new Set<string>();
  /** Of the strands that are no longer kept. */
  forgotten = { requests: 0, questions: 0 };
  /** Grows with every change. */
  version = 0;

  constructor(key: string, first: Exchange, needs: GroupNeeds) {
    this.key = key;
    this.first = first;
    this.#needs = needs;
  }

  get strands(): readonly Strand[] {
    return this.#strands;
  }

  /** Puts a request where it belongs. @returns its strand. */
  add(exchange: Exchange, question: Question): Strand {
    this.version++;
    this.#findSelector(question);
    return this.#place(exchange, question);
  }

  /**
   * An answer of a strand is known now. A request that was made before that, and seemed to ask for something else, may continue it:
   * browsers report an answer after the request that the page makes when it has it.
   */
  answered(exchange: Exchange, strand: Strand): void {
    this.version++;
    if (strand.last !== exchange) return;
    for (const other of [...this.#strands]) {
      const first = other.exchanges[0]?.request.at ?? 0;
      if (other === strand || first < exchange.request.at || doneAt(exchange, first) === null) continue;
      if (!other.isShort || this.#needs.isRow(other)) continue;
      this.#remake([other]);
    }
  }

  drop(strand: Strand): void {
    this.version++;
    this.#strands = this.#strands.filter((each) => each !== strand);
  }

  /** A value that comes back shows that its parameter is no cursor: the strand is several. */
  #findSelector(question: Question): void {
    for (const strand of this.#strands.slice(-MAX_COMPARED)) {
      const selector = strand.selectorOf(question);
      if (selector === null || this.#needs.isRow(strand)) continue;
      this.#selectors.add(selector);
      this.#remake([strand]);
      return;
    }
  }

  /** Takes short strands apart, and places their requests again by what is known now. */
  #remake(strands: readonly Strand[]): void {
    this.#strands = this.#strands.filter((each) => !strands.includes(each));
    const steps = strands.flatMap(({ steps }) => steps);
    steps.sort((a, b) => a.exchange.request.at - b.exchange.request.at);
    for (const step of steps) this.#needs.onMoved(step.exchange, this.#place(step.exchange, step.question));
  }

  #place(exchange: Exchange, question: Question): Strand {
    const found = this.#nearest(exchange, question);
    const strand = found?.strand ?? new Strand(question);
    if (found) this.#strands.splice(this.#strands.indexOf(strand), 1);
    else this.#makeRoom();
    this.#strands.push(strand);
    strand.add(exchange, question, found?.nearness.changes ?? NONE);
    return strand;
  }

  #nearest(exchange: Exchange, question: Question): Near | null {
    const same = this.#strands.filter((strand) => strand.asksTheSame(question));
    return (
      this.#nearestOf(same, exchange, question) ??
      this.#nearestOf(this.#strands.slice(-MAX_COMPARED), exchange, question)
    );
  }

  #nearestOf(strands: readonly Strand[], exchange: Exchange, question: Question): Near | null {
    const { at } = exchange.request;
    let best: Near | null = null;
    for (const strand of strands.toReversed()) {
      const nearness = strand.nearness(question, at);
      if (!nearness || this.#isSelected(nearness.changes)) continue;
      // The latest used comes first: of equally near ones it is the one.
      if (!best || isNearer(nearness, best.nearness)) best = { strand, nearness };
    }
    return best;
  }

  #isSelected(changes: Changes): boolean {
    for (const name of changes.keys()) if (this.#selectors.has(name)) return true;
    return false;
  }

  /** What is no row and was not used for the longest goes. */
  #makeRoom(): void {
    if (this.#strands.length < MAX_STRANDS) return;
    const oldest = this.#strands.findIndex((strand) => !this.#needs.isRow(strand));
    const [gone] = oldest < 0 ? [] : this.#strands.splice(oldest, 1);
    if (!gone) return;
    this.forgotten.requests += gone.exchanges.length;
    this.forgotten.questions++;
  }
}

function isNearer(one: Nearness, other: Nearness): boolean {
  const [a, b] = [one.changes.size > 0, other.changes.size > 0];
  if (a !== b) return b;
  if (one.isOwnCaller !== other.isOwnCaller) return one.isOwnCaller;
  if (one.isFree !== other.isFree) return one.isFree;
  return one.changes.size < other.changes.size;
}
