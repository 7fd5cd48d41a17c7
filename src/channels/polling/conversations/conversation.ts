import type { ClientRole } from '../../model/polls.ts';
import type { ClientCall, KnownClient } from '../clients/client.ts';
import { CLIENTS } from '../clients/clients.ts';
import { setBounded } from '../clients/memory.ts';
import type { Exchange } from '../exchange.ts';
import type { ConversationClient, LoopRequests } from '../loop-requests.ts';
import { AnswerHabit } from '../response/fault.ts';
import { hadFailed, hasFailed, isUnderWay, wasUnderWay } from './under-way.ts';

/** Sessions whose names are kept. */
const MAX_SESSIONS = 100;
/** Requests of it that may be under way, and are looked at. */
const MAX_OPEN = 32;

/** Bytes at the end of a body in which a server says that it closes the session. */
const MAX_CLOSE = 512;

const decoder = new TextDecoder();

/**
 * A client asks its server again at once when it has an answer. Where it did not for so long, its session is over, be it that
 * nothing said so; milliseconds.
 */
export const SILENT = 5000;

/**
 * All that one client of a page sends and receives over HTTP on one base: a channel. Its sessions come one after another. Where it
 * receives by an event stream, all that it asks beside that: one session, which is shown with that stream.
 */
export class Conversation implements LoopRequests {
  readonly endpoint: string;
  /** The first event stream by which it receives; null where it receives by exchanges. */
  readonly stream: string | null;
  readonly key: string;
  readonly exchanges: Exchange[] = [];
  readonly client: ConversationClient;
  readonly known: KnownClient;
  /** Why it is what it is, one sentence each. */
  readonly why: readonly string[];
  /** Its page is gone: what the next one asks is another. */
  isClosed = false;
  readonly #calls = new Map<Exchange, ClientCall>();
  /** When the request was made that showed it, in tape time. */
  readonly #shownAt: number;
  readonly #sessions = new Map<string, true>();
  #count = 0;
  /** A handshake whose session is not known yet. */
  #hasUnnamed = false;
  /** Requests that may still be under way. */
  readonly #open = new Map<Exchange, ClientCall>();
  readonly #habits = new Map<ClientRole, AnswerHabit>();
  /** The latest request that receives. */
  #lastReceive: Exchange | null = null;

  /**
   * @param key names the client, its base and the page. @param endpoint that of the request that showed it.
   * @param at when that was made. @param stream the event stream by which it receives, if it does by one.
   */
  constructor(key: string, endpoint: string, call: ClientCall, at: number, stream: string | null = null) {
    const client = CLIENTS.find(({ id }) => id === call.client) as KnownClient;
    const sessions = () => this.#count;
    this.key = key;
    this.endpoint = endpoint;
    this.stream = stream;
    this.known = client;
    this.#shownAt = at;
    this.client = {
      label: client.label,
      base: call.base,
      sendsList: client.sendsList === true,
      get sessions() {
        return sessions();
      },
      roleOf: (exchange) => this.#calls.get(exchange)?.role ?? 'receive',
      closeOf: ({ request: { url }, tape: { bytes } }) => {
        if (!client.closeOf || url === undefined) return null;
        const end = bytes.peek(Math.max(0, bytes.length - MAX_CLOSE), bytes.length);
        return end ? client.closeOf(url, decoder.decode(end)) : null;
      },
    };
    this.why = [
      `${client.label} over HTTP: known by ${client.mark}. No other program sends that (${client.source}).`,
      'What it asks, receives and sends on one base is one row; a session that follows another one continues it.',
    ];
  }

  /** The latest request came. */
  add(exchange: Exchange, call: ClientCall): void {
    const { role, session } = call;
    for (const each of this.#open.keys()) each.nextBegan();
    this.exchanges.push(exchange);
    this.#calls.set(exchange, call);
    if (role === 'receive') this.#lastReceive = exchange;
    exchange.habit = this.#habitOf(role);
    this.#open.set(exchange, call);
    if (this.#open.size > MAX_OPEN) this.#forget(exchange.request.at);
    if (session !== null) this.name(session);
    else if (role === 'handshake') this.#hasUnnamed = true;
  }

  /** The session that it began with; '' where that is not known. */
  get session(): string {
    const [first = ''] = this.#sessions.keys();
    return first;
  }

  /** A session of it is known by its name. */
  name(session: string): void {
    this.#hasUnnamed = false;
    if (this.#sessions.has(session)) return;
    this.#count++;
    setBounded(this.#sessions, session, true, MAX_SESSIONS);
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  /** Whether no session is known since its latest handshake. Its answer may be reported after what the page asks when it has it. */
  get lacksName(): boolean {
    return this.#hasUnnamed;
  }

  /** Whether a question at `at`, which is reported late, is the one that came before its event stream. */
  lacksInfo(at: number): boolean {
    if (this.stream === null || at > this.#shownAt) return false;
    return [...this.#calls.values()].every(({ role }) => role !== 'info');
  }

  /**
   * Whether a session can begin that continues it: none is under way. One that failed or was closed is not, though a request of it
   * may wait for long: Engine.IO's client does not abort it.
   */
  isFree(at: number): boolean {
    if (!this.#isFree(at, hasFailed, (exchange) => isUnderWay(exchange, at))) return false;
    this.#open.clear();
    return true;
  }

  /**
   * Whether another one, which began while a session of this one seemed to be under way, does continue it: by the times of what has been
   * reported since, none was. Where this one has asked for more meanwhile, they are two.
   */
  isContinuedBy(other: Conversation): boolean {
    const [first] = other.exchanges;
    const last = this.exchanges.at(-1);
    if (!first || !last || this.isClosed || other.isClosed) return false;
    if (last.request.at > first.request.at || this.stream !== null || other.stream !== null) return false;
    const at = other.#shownAt;
    return this.#isFree(
      at,
      (exchange) => hadFailed(exchange, at),
      (exchange) => wasUnderWay(exchange, at),
    );
  }

  /** Takes all requests and sessions of one that continues it. */
  continueWith(other: Conversation): void {
    this.#open.clear();
    for (const [exchange, call] of other.#calls) this.add(exchange, call);
    for (const session of other.#sessions.keys()) this.name(session);
    this.#hasUnnamed = other.#hasUnnamed;
  }

  #isFree(
    at: number,
    hasFailedYet: (exchange: Exchange) => boolean,
    isBusy: (exchange: Exchange) => boolean,
  ): boolean {
    // What a client asks beside an event stream is of one session.
    if (this.stream !== null || !this.#isLastOver(at, hasFailedYet)) return false;
    const over = new Set<string | null>();
    for (const [exchange, { role, session }] of this.#open)
      if (session !== null && (role === 'close' || hasFailedYet(exchange))) over.add(session);
    for (const [exchange, { role, session }] of this.#open) {
      if (role !== 'receive' && role !== 'handshake') continue;
      if (!over.has(session) && isBusy(exchange)) return false;
    }
    return true;
  }

  /**
   * Whether the latest session is over, where each request names its own: it failed, was closed, was stopped by the page, or went
   * silent. Between two of its requests none is under way, and yet it goes on.
   */
  #isLastOver(at: number, hasFailedYet: (exchange: Exchange) => boolean): boolean {
    const last = this.#lastReceive;
    if (!this.known.namesSessions || !last || hasFailedYet(last)) return true;
    if (last.end?.how === 'cancelled' || this.client.closeOf(last) !== null) return true;
    return last.overAt !== null && at - last.overAt >= SILENT;
  }

  #forget(at: number): void {
    for (const [exchange, { role }] of this.#open)
      if (role !== 'close' && !hasFailed(exchange) && !isUnderWay(exchange, at)) this.#open.delete(exchange);
    for (const exchange of this.#open.keys()) if (this.#open.size > MAX_OPEN) this.#open.delete(exchange);
  }

  /** Takes the latest out again: it turned out to be something else. */
  drop(exchange: Exchange): void {
    const index = this.exchanges.lastIndexOf(exchange);
    if (index >= 0) this.exchanges.splice(index, 1);
    this.#calls.delete(exchange);
    this.#open.delete(exchange);
  }

  /** Requests of one purpose have answers alike. */
  #habitOf(role: ClientRole): AnswerHabit {
    const habit = this.#habits.get(role) ?? new AnswerHabit();
    this.#habits.set(role, habit);
    return habit;
  }
}
