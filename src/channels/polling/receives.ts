import { firstNotBefore } from '../../tape/index.ts';
import type { ClientRole } from '../model/polls.ts';
import type { Exchange } from './exchange.ts';
import type { ConversationClient } from './loop-requests.ts';
import { doneAt } from './strands/done.ts';

/** How long a loop had no request under way; milliseconds. */
export interface Gap {
  readonly asking: number;
  /** None that asked the server; null where none did before. */
  readonly server: number | null;
}

/** Which of a loop's requests ask for messages: all of a strand; of a known client's conversation those that receive. */
export class Receives {
  readonly #client: ConversationClient | null;
  /** The loop's requests, in order. */
  readonly #all: readonly Exchange[];
  /** Numbers of those that receive, where not all do. */
  readonly #numbers: number[] = [];
  readonly #held: Exchange[] = [];
  /** Those of which it is not known that the page has their answer. */
  readonly #waiting = new Set<Exchange>();
  /** When the latest one was over, of those that are. */
  doneAt = 0;
  /** The same of those that asked the server; null before the first. What a cache answers asks nobody. */
  #askedUntil: number | null = null;
  /** What the timeline draws as held: those that receive, and handshakes. */
  readonly held: readonly Exchange[];

  /** @param all the loop's requests; what is added is in it already. */
  constructor(client: ConversationClient | null, all: readonly Exchange[]) {
    this.#client = client;
    this.#all = all;
    this.held = client ? this.#held : all;
  }

  roleOf(exchange: Exchange): ClientRole | null {
    return this.#client?.roleOf(exchange) ?? null;
  }

  is(exchange: Exchange): boolean {
    const role = this.roleOf(exchange);
    return role === null || role === 'receive';
  }

  /** The latest of the loop's requests. @param number from 0. */
  add(exchange: Exchange, number: number): void {
    const receives = this.is(exchange);
    if (receives) this.#waiting.add(exchange);
    if (!this.#client) return;
    if (receives) this.#numbers.push(number);
    if (receives || this.roleOf(exchange) === 'handshake') this.#held.push(exchange);
  }

  end(exchange: Exchange): void {
    this.#waiting.delete(exchange);
    if (this.is(exchange)) this.#done(exchange, exchange.overAt ?? 0);
  }

  /** The latest of the loop's requests is none of it. @param number from 0. */
  remove(exchange: Exchange, number: number): void {
    this.#waiting.delete(exchange);
    if (this.#numbers.at(-1) === number) this.#numbers.pop();
    if (this.#held.at(-1) === exchange) this.#held.pop();
  }

  /** The one before request `number`; undefined where there is none. */
  before(number: number): Exchange | undefined {
    if (!this.#client) return this.#all[number - 1];
    return this.#all[this.#numbers[this.#firstFrom(number) - 1] ?? -1];
  }

  /** The one after request `number`; undefined where there is none yet. */
  after(number: number): Exchange | undefined {
    if (!this.#client) return this.#all[number + 1];
    return this.#all[this.#numbers[this.#firstFrom(number + 1)] ?? -1];
  }

  /** The latest one's number, from 0; -1 where there is none. */
  get last(): number {
    return this.#client ? (this.#numbers.at(-1) ?? -1) : this.#all.length - 1;
  }

  /** For how long none was under way, before a request at `at`. */
  gapBefore(at: number): Gap {
    for (const exchange of this.#waiting) {
      // The end of an answer may be reported after the request that the page makes when it has it, or never.
      const done = doneAt(exchange, at);
      if (done === null) return { asking: 0, server: 0 };
      this.#waiting.delete(exchange);
      this.#done(exchange, done);
    }
    const server = this.#askedUntil === null ? null : Math.max(0, at - this.#askedUntil);
    return { asking: Math.max(0, at - this.doneAt), server };
  }

  /** Nothing was waited for until `at`. */
  resumed(at: number): void {
    this.#askedUntil = at;
  }

  #done(exchange: Exchange, at: number): void {
    this.doneAt = Math.max(this.doneAt, at);
    if (!exchange.isFromCache) this.#askedUntil = Math.max(this.#askedUntil ?? 0, at);
  }

  #firstFrom(number: number): number {
    return firstNotBefore(0, this.#numbers.length, (index) => (this.#numbers[index] ?? 0) < number);
  }
}
