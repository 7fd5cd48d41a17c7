import { count } from '../../format/numbers.ts';
import { nameOfUrl } from '../../format/url-name.ts';
import { type AnsweredBy, countColumn } from '../../tape/index.ts';
import { attributedText } from '../connection/verdict.ts';
import type { BlockDetail } from '../model/block.ts';
import type { Channel } from '../model/channel.ts';
import type { Cost } from '../model/cost.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ClientRole, Cycle, PollOverview, PollRows } from '../model/polls.ts';
import type { ChannelSummary, ConnectionState } from '../model/stream.ts';
import { ClosedSessions } from './conversations/closed-sessions.ts';
import { cycleOf } from './cycle.ts';
import type { Exchange } from './exchange.ts';
import { FailingRun, isFailure } from './health/failing.ts';
import { UsualGap } from './health/usual-gap.ts';
import { isPoll, type Judged, LABEL_NAMES } from './labels/label.ts';
import { PollLane } from './lane.ts';
import type { LoopRequests } from './loop-requests.ts';
import { type Gap, Receives } from './receives.ts';
import { isReceipt } from './response/sent.ts';
import { StreamedAnswer } from './response/streamed.ts';
import { ResponseRows } from './response-rows.ts';
import { Throttling } from './rhythm/throttling.ts';
import { endpointName, steadyParams } from './strands/endpoint-name.ts';
import { PollTotals } from './totals.ts';
import { type Closed, loopVerdict, loopWarnings, type Telling } from './verdict.ts';

/** Requests that are looked at when the next one begins. More than a known client has under way. */
const LATEST = 16;

/** Requests in a row that a cache answered, as far as the end of a gap is looked for. */
const MAX_CACHED = 1000;

/** A poll loop: one conversation of many requests, of a page's own script or of a known client. */
export class PollLoop implements Channel {
  readonly id: string;
  readonly requests: LoopRequests;
  /** True where the user decided that it is a row, and the rules did not. */
  readonly byUser: boolean;
  /** Why it is a row in Streams, one sentence each. */
  #why: readonly string[];
  #judged: Judged;
  readonly #exchanges: Exchange[] = [];
  /** The number of each connection's exchange. */
  readonly #numbers = new Map<string, number>();
  /** Those that are not over. */
  readonly #running = new Set<Exchange>();
  /** Those of them that have no answer yet; of a known client also those whose answer may stay open. */
  readonly #held = new Set<Exchange>();
  /** Numbers of those that are over, in the order of their ends. */
  readonly #endedOrder = countColumn();
  readonly #receives: Receives;
  readonly #responseRows: ResponseRows;
  readonly #elementRows: ResponseRows;
  /** Answers that are rows as they come. */
  readonly #streamed = new Map<Exchange, StreamedAnswer>();
  readonly #lanes: Readonly<Record<PollRows, readonly Lane[]>>;
  readonly #totals = new PollTotals();
  readonly #usualGap = new UsualGap();
  readonly throttling = new Throttling();
  readonly #failing = new FailingRun();
  readonly #closedSessions = new ClosedSessions();
  /** Numbers of the exchanges with which it continued after it had stopped. */
  readonly #continued = new Set<number>();
  #rows: PollRows = 'elements';
  #hasLists = false;
  #closed: Closed | null = null;
  #isUnseen = false;
  #lastByteAt: number | null = null;
  #sends = 0;
  #version = 0;

  /** @param why one sentence each. */
  constructor(requests: LoopRequests, judged: Judged, why: readonly string[], byUser: boolean) {
    this.requests = requests;
    this.byUser = byUser;
    this.#judged = judged;
    this.#why = why;
    this.id = PollLoop.idOf(requests.exchanges[0]?.id ?? '');
    const isTwoWay = requests.client !== null;
    this.#receives = new Receives(requests.client, this.#exchanges);
    this.#responseRows = new ResponseRows(this.#exchanges, isTwoWay);
    this.#elementRows = new ResponseRows(this.#exchanges, isTwoWay);
    const source = {
      id: this.id,
      exchanges: this.#receives.held,
      answeredBy: () => this.answeredBy,
      end: () => this.#end(),
    };
    this.#lanes = {
      elements: [new PollLane(source, this.#elementRows)],
      answers: [new PollLane(source, this.#responseRows)],
    };
  }

  /** The id of the loop that began with a connection. */
  static idOf(connection: string): string {
    return `poll ${connection}`;
  }

  get rows(): ResponseRows {
    return this.#rows === 'elements' ? this.#elementRows : this.#responseRows;
  }

  get payloadBytes(): number {
    return this.#totals.payload;
  }

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  get version(): number {
    return this.#version;
  }

  /** What it is, as it was judged the last time that this changed. */
  get judged(): Judged {
    return this.#judged;
  }

  /** Whether it is certainly a poll: it stays that, and need not be judged again. */
  get isSettled(): boolean {
    return isPoll(this.#judged) && this.#judged.sureness === 'certain';
  }

  /** It is judged anew: what it was called before is kept in words. A row is never called less than it was. */
  judge(judged: Judged): void {
    const { label, sureness } = this.#judged;
    if (judged.label === label && judged.sureness === sureness) return;
    const isLess = !isPoll(judged) || (judged.label === label && sureness === 'certain');
    if (isLess && isPoll(this.#judged)) return;
    this.#version++;
    if (isPoll(judged) && !this.byUser) {
      const before = judged.label === label ? [] : [`It was taken for ${LABEL_NAMES[label]} before.`];
      this.#why = [...judged.why, ...before];
    }
    this.#judged = judged;
  }

  /** One of its exchanges has changed. */
  changed(): void {
    this.#version++;
  }

  get answeredBy(): AnsweredBy | null {
    return this.first?.answeredBy ?? null;
  }

  /** A response has come, or an end. */
  answered(exchange: Exchange): void {
    this.#version++;
    if (this.#isAnswered(exchange)) this.#held.delete(exchange);
  }

  /** The connection it began with. */
  get first(): Exchange | undefined {
    return this.#exchanges[0];
  }

  /** The latest connection. */
  get last(): Exchange | undefined {
    return this.#exchanges.at(-1);
  }

  /** Another choice is another list of rows: a view on the old one stays what it is. */
  showRows(rows: PollRows): void {
    this.#version++;
    this.#rows = rows;
  }

  addExchange(exchange: Exchange): void {
    this.#version++;
    // The end of one whose status was enough is never reported; nor is that of one that is not read, of which there may be very many.
    for (const each of this.#exchanges.slice(-LATEST)) if (each.isOver) this.endExchange(each);
    const number = this.#exchanges.length;
    if (this.#receives.is(exchange) && this.#receives.last >= 0) {
      const gap = this.#receives.gapBefore(exchange.request.at);
      this.#addGap(exchange, gap);
      if (!this.requests.client) this.throttling.add(number, exchange.request.at, gap.asking);
    }
    this.#isUnseen = false;
    this.#numbers.set(exchange.id, number);
    this.#exchanges.push(exchange);
    this.#running.add(exchange);
    this.#receives.add(exchange, number);
    this.#totals.addExchange(exchange);
    if (!this.#isAnswered(exchange)) this.#held.add(exchange);
    if (isSend(this.#receives.roleOf(exchange))) this.#addSent(exchange, number);
  }

  /** A chunk of an answer came: in one that stays open, records that end in it are rows at once. @param chunk its number. */
  addChunk(exchange: Exchange, chunk: number): void {
    const number = this.#numbers.get(exchange.id);
    if (number === undefined || !this.#running.has(exchange) || !this.#receives.is(exchange)) return;
    const streamed = this.#streamed.get(exchange) ?? StreamedAnswer.of(exchange);
    if (!streamed) return;
    this.#version++;
    this.#streamed.set(exchange, streamed);
    const at = exchange.tape.chunks.at(chunk);
    this.#lastByteAt = at;
    for (const part of streamed.read(chunk)) this.#elementRows.addPart(number, part, at);
  }

  /** It is over. A second call changes nothing. */
  endExchange(exchange: Exchange): void {
    const number = this.#numbers.get(exchange.id);
    if (number === undefined || !this.#running.delete(exchange)) return;
    this.#version++;
    this.#held.delete(exchange);
    this.#endedOrder.push(number);
    const content = exchange.content();
    const { outcome } = exchange.judgeOutcome(content);
    const role = this.#receives.roleOf(exchange);
    this.#receives.end(exchange);
    this.#totals.endExchange(exchange, this.#receives.is(exchange));
    this.#failing.add(exchange, role);
    if (role === 'receive') this.#closedSessions.add(this.requests.client?.closeOf(exchange) ?? null);
    const { chunks } = exchange.tape;
    if (chunks.count > 0) this.#lastByteAt = chunks.at(chunks.count - 1);
    else if (exchange.response) this.#lastByteAt = exchange.overAt ?? this.#lastByteAt;
    const isFine = outcome === 'data' || outcome === 'empty';
    if (isFine && isSend(role) && isReceipt(exchange.body)) return;
    if (outcome === 'data' && content.list) this.#hasLists = true;
    this.#responseRows.add(number, null);
    const streamed = this.#streamed.get(exchange);
    this.#streamed.delete(exchange);
    if (!streamed) this.#elementRows.add(number, content.list);
    else for (const part of streamed.finish()) this.#elementRows.addPart(number, part);
  }

  /** The latest one turned out to be an event stream: it has a row of its own. */
  removeExchange(exchange: Exchange): void {
    if (this.#exchanges.at(-1) !== exchange) return;
    this.#version++;
    this.#exchanges.pop();
    this.#numbers.delete(exchange.id);
    this.#running.delete(exchange);
    this.#held.delete(exchange);
    this.#receives.remove(exchange, this.#exchanges.length);
    this.#totals.removeExchange(exchange);
  }

  /** Recording stopped: whether it asks again is not seen, until a request is. */
  captureStopped(): void {
    this.#version++;
    this.#isUnseen = true;
  }

  /** Whether it had stopped before cycle `index` (from 0), and continued with that. */
  isContinuedAt(index: number): boolean {
    return this.#continued.has(index);
  }

  /** What it would continue with is none of its own. */
  close(why: Closed): void {
    this.#version++;
    this.#closed ??= why;
  }

  get cycleCount(): number {
    return this.#exchanges.length;
  }

  /** How many of them are over. */
  get endedCount(): number {
    return this.#endedOrder.length;
  }

  /** How many of them have a response, and of how many of these all of it is on the tape. */
  get responses(): { readonly count: number; readonly kept: number } {
    const { responses, kept } = this.#totals;
    return { count: responses, kept };
  }

  /** Number (from 0) of the cycle that was the `nth` (from 0) to be over. */
  endedCycle(nth: number): number {
    return this.#endedOrder.at(nth);
  }

  /** Cycle `index` (from 0); undefined where there is none. */
  exchange(index: number): Exchange | undefined {
    return this.#exchanges[index];
  }

  /** What a known client does by a request; null where it is none's. */
  roleOf(exchange: Exchange): ClientRole | null {
    return this.#receives.roleOf(exchange);
  }

  /** Whether a request asks for messages: all do, but for those of a known client that have another purpose. */
  receives(exchange: Exchange): boolean {
    return this.#receives.is(exchange);
  }

  /** The request that asked for messages before cycle `index` (from 0); undefined where there is none. */
  receiveBefore(index: number): Exchange | undefined {
    return this.#receives.before(index);
  }

  /** Number (from 0) of the latest request that asks for messages; -1 where there is none. */
  get lastReceive(): number {
    return this.#receives.last;
  }

  /** Cycles `start` to `end` (exclusive, 0-based). */
  cycleRows(start: number, end: number): readonly Cycle[] {
    const from = Math.max(0, start);
    return this.#exchanges.slice(from, end).map((exchange, i) => {
      const next = this.#receives.is(exchange) ? this.#askedAfter(from + i) : undefined;
      return cycleOf(exchange, from + i, next, this.#receives.roleOf(exchange));
    });
  }

  /** The request after cycle `index` that asked the server for messages. */
  #askedAfter(index: number): Exchange | undefined {
    let next = this.#receives.after(index);
    for (let steps = 0; next?.isFromCache && steps < MAX_CACHED; steps++) {
      next = this.#receives.after(this.#numbers.get(next.id) ?? -1);
    }
    return next;
  }

  /** Index of the cycle with this connection; -1 where it is none of this loop. */
  cycleIndexOf(connection: string): number {
    return this.#numbers.get(connection) ?? -1;
  }

  /** Key of the first row that came with a connection; null where none did. */
  rowOf(connection: string): number | null {
    const number = this.#numbers.get(connection);
    return number === undefined ? null : this.rows.rowOf(number);
  }

  /** Id of the connection of a cycle, 0-based. */
  connectionAt(cycle: number): string | undefined {
    return this.#exchanges[cycle]?.id;
  }

  overview(): PollOverview {
    const { client } = this.requests;
    return {
      ...this.#totals.overview(),
      endpoint: this.requests.endpoint,
      byUser: this.byUser,
      label: this.#judged.label,
      client: client && { label: client.label, sessions: client.sessions, sends: this.#sends },
      sureness: this.#judged.sureness,
      why: [...this.#why, ...this.throttling.words],
      rows: this.#rows,
      hasLists: this.#hasLists,
    };
  }

  summary(): ChannelSummary {
    const first = this.#exchanges[0];
    // What receives is what is waited for, whatever is sent meanwhile.
    const request = (this.#exchanges[this.#receives.last] ?? this.#exchanges.at(-1))?.request;
    const state = this.#state();
    const { client, endpoint } = this.requests;
    const asked = [first?.request.url, request?.url];
    const steady = client ? {} : steadyParams(asked);
    return {
      kind: 'stream',
      id: this.id,
      transport: 'poll',
      connections: this.#exchanges.length,
      name: client ? nameOfUrl(client.base) : endpointName(endpoint, asked),
      ...(client && { client: client.label, base: client.base }),
      ...(Object.keys(steady).length > 0 && { steady }),
      url: request?.url ?? null,
      candidates: [],
      method: request?.method ?? '',
      via: request?.via ?? 'other',
      context: request?.context ?? { kind: 'unknown', id: '' },
      state,
      status:
        this.#exchanges.findLast(({ response, isOver }) => response || isOver)?.response?.status ?? null,
      ...(this.#failing.is && { failing: true }),
      verdict: this.#verdict(state),
      fidelity: 'bytes',
      events: this.rows.events,
      comments: this.rows.comments,
      discarded: this.rows.discarded,
      bytes: this.#totals.payload,
      openedAt: first?.request.at ?? 0,
      ...(this.answeredBy !== null && { answeredBy: this.answeredBy }),
      lastByteAt: this.#lastByteAt,
      warnings: loopWarnings(this.#totals.outcomes),
    };
  }

  cost(): Cost {
    return {
      ...this.#totals.summed([...this.#running]),
      messages: { received: this.rows.events - this.rows.sent, sent: this.rows.sent },
      empty: this.#totals.outcomes.empty,
      openedAt: this.#exchanges[0]?.request.at ?? 0,
      lastAt: this.#lastByteAt,
    };
  }

  /** The ticks are those of the rows that are shown. */
  connectionIds(): readonly string[] {
    return this.#exchanges.map(({ id }) => id);
  }

  lanes(): readonly Lane[] {
    return this.#lanes[this.#rows];
  }

  block(): BlockDetail | null {
    return null;
  }

  payload(key: number): Payload | null {
    return this.rows.payload(key);
  }

  #end(): { at: number; text: string } | null {
    const state = this.#state();
    if (state.kind === 'unrecorded') return { at: state.since, text: this.#verdict(state) };
    return state.kind === 'ended' ? { at: state.at, text: this.#verdict(state) } : null;
  }

  #verdict(state: ConnectionState): string {
    const { client } = this.requests;
    const all = this.#exchanges.length;
    const words = loopVerdict(this.#telling(), state, this.#isUnseen && this.#closed === null, this.#closed);
    const failed = this.#failing.words(all);
    const sessions = client && client.sessions > 1 ? `Session ${count(client.sessions)} of its client. ` : '';
    return attributedText(
      this.answeredBy,
      `${failed === null ? '' : `${failed} `}${sessions}${this.#closedSessions.words}${words}`,
    );
  }

  /** The latest request; of a known client, one that waits for messages while others come and go. */
  #telling(): Telling {
    const of = this.#exchanges.length;
    const waits = this.#exchanges[this.#receives.last]?.isOver === false;
    const number = waits ? this.#receives.last : of - 1;
    return { exchange: this.#exchanges[number], number: number + 1, of };
  }

  #addSent({ request }: Exchange, number: number): void {
    this.#sends++;
    // Of an empty body there is nothing to see.
    if (request.body === '') return;
    this.#responseRows.addSent(number, false);
    this.#elementRows.addSent(number, this.requests.client?.sendsList === true);
  }

  #addGap(exchange: Exchange, { asking, server }: Gap): void {
    if (this.#usualGap.isStop(asking) && asking > this.throttling.patience) {
      this.#continued.add(this.#exchanges.length);
      this.#totals.addStop(asking);
      this.#receives.resumed(exchange.request.at);
      return;
    }
    this.#usualGap.add(asking);
    if (server !== null) this.#totals.addGap(exchange, server);
  }

  /** Whether one before the last is still waiting for its answer, or its answer is still coming. */
  #isAnyHeld(): boolean {
    for (const exchange of this.#held) if (!exchange.isOver) return true;
    return false;
  }

  /** The answer of a known client may stay open. */
  #isAnswered(exchange: Exchange): boolean {
    return exchange.response !== null && !(this.requests.client && this.receives(exchange));
  }

  #state(): ConnectionState {
    const last = this.#exchanges.at(-1);
    if (!last || last.overAt === null || this.#isAnyHeld()) return { kind: 'open' };
    const at = Math.max(last.overAt, this.#receives.doneAt);
    if (this.#closed === null && (this.#isUnseen || last.end?.inferred === 'capture-stopped'))
      return { kind: 'unrecorded', since: at };
    if (this.#closed !== null || last.end?.inferred !== undefined)
      return { kind: 'ended', at, good: true, inferred: true };
    const good = !isFailure(last) && !this.#failing.is;
    return {
      kind: 'resting',
      since: at,
      until: at + Math.max(this.#usualGap.limit, this.throttling.patience),
      good,
    };
  }
}

function isSend(role: ClientRole | null): boolean {
  return role === 'send' || role === 'close';
}
