import {
  type AnsweredBy,
  answeredBy,
  type ConnectionTape,
  type PlainRecord,
  type RequestRecord,
} from '../../tape/index.ts';
import type { Companion, StreamClient } from '../model/companion.ts';
import type { RepeatingRequests, RequestGroupDetail } from '../model/requests.ts';
import { BesideStream, streamClient } from './conversations/beside-stream.ts';
import { Conversation } from './conversations/conversation.ts';
import { Conversations, type Joined } from './conversations/conversations.ts';
import type { EndpointChoices } from './endpoint-choices.ts';
import { Exchange } from './exchange.ts';
import { FAILING, keepsFailing } from './health/failing.ts';
import { isPoll, type Judged } from './labels/label.ts';
import { judge } from './labels/labels.ts';
import { mayBeRow } from './labels/may-be-row.ts';
import { PollLoop } from './loop.ts';
import type { LoopRequests } from './loop-requests.ts';
import { Repeating } from './repeating/repeating.ts';
import { Groups } from './strands/groups.ts';
import { endpointOf, groupKeyOf, type Question, questionOf } from './strands/question.ts';
import { Strand } from './strands/strand.ts';

/** Methods of a poll. */
const POLLS = /^(GET|POST|HEAD) /;

export interface PollDetectorNeeds {
  readonly endpointChoices: EndpointChoices;
  readonly onLoop: (loop: PollLoop) => void;
  readonly onLoopRemoved: (loop: PollLoop) => void;
  /** An event stream is a known client's. @param beside what stands beside it; null where that stands beside an earlier one. */
  readonly onStreamClient: (connection: string, client: StreamClient, beside: Companion | null) => void;
  /** Something came beside an event stream. */
  readonly onBeside: (connection: string) => void;
  /** Key, within its channel, of a row that stands beside an event stream; null where it has none. */
  readonly keyBeside: (connection: string, row: number) => number | null;
}

/**
 * Puts exchanges into the conversations of known clients, which are rows in Streams, and all others into groups and strands as they
 * come. A strand that is a poll, or keeps failing, becomes a row too. All else that repeats is {@link repeating}. It looks at a
 * bounded number of strands a request, so that it stays linear.
 */
export class PollDetector {
  readonly #needs: PollDetectorNeeds;
  #exchanges = new Map<string, Exchange>();
  /** Which strand or conversation an exchange is in, while it runs. */
  #running = new Map<string, LoopRequests>();
  #loops = new Map<LoopRequests, PollLoop>();
  readonly #conversations: Conversations;
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
    this.#conversations = new Conversations({
      onStream: ({ on, url = '' }, conversation) => this.#besideStream(on, conversation, url),
      isRemembered: (key) => needs.endpointChoices.isRemembered(key),
    });
    this.#repeating = new Repeating(this.#groups, {
      isRow: (strand) => this.#loops.has(strand),
      choiceOf: (endpoint) => needs.endpointChoices.of(endpoint),
    });
  }

  exchange(id: string): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  /** Those that are rows in Streams. */
  *loops(): Generator<PollLoop> {
    for (const [requests, loop] of this.#loops) if (streamOf(requests) === null) yield loop;
  }

  /** Those that are shown with an event stream, by which their client receives. */
  *besideStreams(): Generator<PollLoop> {
    for (const [requests, loop] of this.#loops) if (streamOf(requests) !== null) yield loop;
  }

  /** The loop that a connection is a cycle of. It looks at all of them. */
  loopOf(connection: string): PollLoop | undefined {
    if (!this.#exchanges.has(connection)) return undefined;
    for (const loop of this.#loops.values()) if (loop.cycleIndexOf(connection) >= 0) return loop;
    return undefined;
  }

  /** Whether a connection that runs is a cycle of a loop. */
  isInLoop(connection: string): boolean {
    return this.#loopOfRunning(connection) !== undefined;
  }

  /** Key, within its channel, of a row of a loop; null where it has none yet. */
  keyOf(loop: PollLoop, row: number): number | null {
    const stream = streamOf(loop.requests);
    return stream === null ? row : this.#needs.keyBeside(stream, row);
  }

  /** An EventSource asks: it may be a known client's. */
  beginStream(request: RequestRecord): void {
    this.#joinAll(this.#conversations.beginStream(request));
  }

  /** Whether the begin of an event stream could tell whose it is. */
  wantsStream(connection: string): boolean {
    return this.#conversations.wantsStream(connection);
  }

  /** The begin of an event stream came. */
  streamAnswered(connection: string, text: string): void {
    this.#joinAll(this.#conversations.streamAnswered(connection, text));
  }

  /** The groups whose loops continue, by client and endpoint. */
  *runningKeys(): Generator<string> {
    for (const loop of this.#loops.values()) if (!loop.isClosed) yield loop.requests.key;
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
    const by = answeredBy(fact);
    if (by !== null && exchange.answeredBy === null) this.#setApart(exchange, by);
    exchange.addFact(fact);
    if (fact.kind === 'response' || fact.kind === 'end') this.#answered(exchange, fact.kind === 'end');
    else this.#loopOfRunning(tape.id)?.changed();
    this.#reportBeside(this.#running.get(tape.id));
  }

  /** A chunk of an exchange has come. @param chunk its number. */
  addChunk(id: string, chunk: number): void {
    const exchange = this.#exchanges.get(id);
    if (exchange && this.#running.get(id)?.client) this.#loopOfRunning(id)?.addChunk(exchange, chunk);
  }

  /** Says that a connection is no exchange after all. */
  remove(id: string): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const requests = this.#running.get(id);
    this.#exchanges.delete(id);
    this.#running.delete(id);
    this.#conversations.drop(exchange);
    if (!requests) return;
    if (requests instanceof Strand) requests.drop(exchange);
    const loop = this.#loops.get(requests);
    loop?.removeExchange(exchange);
    if (requests.exchanges.length > 0) return;
    if (requests instanceof Strand) this.#groups.get(requests.key)?.drop(requests);
    if (loop) this.#removeLoop(loop);
  }

  /**
   * A recording answers an exchange: it is no cycle of the server's. What the page asks after it may continue what the recording
   * said, so that it begins anew too.
   */
  #setApart(exchange: Exchange, by: AnsweredBy): void {
    const requests = this.#running.get(exchange.id);
    const loop = requests && this.#loops.get(requests);
    // What stands beside an event stream stays with it.
    if (requests && streamOf(requests) !== null) {
      exchange.answeredBy = by;
      return;
    }
    const wasLast = loop?.last === exchange;
    this.remove(exchange.id);
    if (requests && requests.exchanges.length > 0) {
      // A loop is a list that grows: without one from its middle it is another one.
      if (loop && !wasLast) this.#remake(loop);
      requests.isClosed = true;
      this.#loops.get(requests)?.close('recording');
    }
    exchange.answeredBy = by;
    this.#exchanges.set(exchange.id, exchange);
    this.#addToStrand(exchange);
  }

  #remake(loop: PollLoop): void {
    this.#removeLoop(loop);
    const { requests } = loop;
    if (requests instanceof Conversation)
      this.#join(requests.exchanges.map((exchange) => ({ conversation: requests, exchange })));
    else if (requests instanceof Strand) this.#judge(requests);
  }

  /**
   * The page is another one: what it began it does not continue. Workers of their own continue.
   * @param endpoint the only one that it is about: it is read again.
   */
  navigated(endpoint?: string): void {
    for (const group of this.#groups) {
      if (livesOn(group.first)) continue;
      if (endpoint !== undefined && endpointOf(group.first.request) !== endpoint) continue;
      for (const strand of group.strands) {
        strand.isClosed = true;
        this.#loops.get(strand)?.close('page');
      }
    }
    for (const conversation of this.#conversations.all()) {
      const [first] = conversation.exchanges;
      if (first && livesOn(first)) continue;
      if (endpoint !== undefined && conversation.endpoint !== endpoint) continue;
      conversation.isClosed = true;
      this.#loops.get(conversation)?.close('page');
    }
  }

  /** Recording stopped, wholly or for a part. @param endpoint as of {@link navigated}. */
  captureStopped(endpoint?: string): void {
    for (const loop of this.#loops.values()) {
      if (endpoint !== undefined && loop.requests.endpoint !== endpoint) continue;
      if (!loop.isClosed && loop.last?.isOver) loop.captureStopped();
    }
  }

  /** Forgets all requests to an endpoint, and their loops: they are read again, as what the user decided that they are. */
  forget(endpoint: string): void {
    for (const conversation of [...this.#conversations.all()]) this.#takeFrom(conversation, endpoint);
    for (const group of [...this.#groups]) {
      if (endpointOf(group.first.request) !== endpoint) continue;
      for (const strand of group.strands) {
        for (const exchange of strand.exchanges) this.#delete(exchange);
        const loop = this.#loops.get(strand);
        if (loop) this.#removeLoop(loop);
      }
      this.#groups.remove(group);
      this.#repeating.changed(group.version + 1);
    }
  }

  /** Forgets those of a conversation. Without what showed that it is one it is none, and its others are on their own. */
  #takeFrom(conversation: Conversation, endpoint: string): void {
    const taken = conversation.exchanges.filter(({ request }) => endpointOf(request) === endpoint);
    if (taken.length === 0 || conversation.stream !== null) return;
    const loop = this.#loops.get(conversation);
    if (loop) this.#removeLoop(loop);
    for (const exchange of taken.toReversed()) this.#delete(exchange);
    const left = [...conversation.exchanges];
    const isGone = conversation.endpoint === endpoint;
    if (isGone) this.#conversations.remove(conversation);
    if (!loop) return;
    if (isGone) for (const exchange of left) this.#addToStrand(exchange);
    else this.#join(left.map((exchange) => ({ conversation, exchange })));
  }

  #delete(exchange: Exchange): void {
    this.#exchanges.delete(exchange.id);
    this.#running.delete(exchange.id);
    this.#conversations.drop(exchange);
  }

  /** The user decided something for an endpoint. */
  reconsider(): void {
    this.#repeating.changed();
    for (const loop of [...this.#loops.values()]) {
      const { requests } = loop;
      if (streamOf(requests) !== null) continue;
      const said = this.#needs.endpointChoices.of(requests.endpoint);
      if (said !== 'not-a-loop' && !(said === null && loop.byUser)) continue;
      this.#removeLoop(loop);
      if (requests instanceof Conversation)
        for (const exchange of requests.exchanges) this.#addToStrand(exchange);
    }
    for (const conversation of this.#conversations.all()) {
      if (this.#loops.has(conversation) || this.#isTakenOff(conversation)) continue;
      for (const exchange of conversation.exchanges.toReversed()) this.#takeFromStrand(exchange);
      this.#join(conversation.exchanges.map((exchange) => ({ conversation, exchange })));
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
    const requests = this.#running.get(id);
    return requests && this.#loops.get(requests);
  }

  #answered(exchange: Exchange, isEnd: boolean): void {
    const requests = this.#running.get(exchange.id);
    if (!requests) return;
    this.#loops.get(requests)?.answered(exchange);
    if (isEnd) {
      this.#running.delete(exchange.id);
      this.#loops.get(requests)?.endExchange(exchange);
      this.#reportBeside(requests);
      // What its response shows may take it, and others, out of their strands.
      for (const { exchange: each } of this.#joinAll(this.#conversations.ended(exchange)))
        if (each === exchange) return;
    }
    if (!(requests instanceof Strand)) {
      this.#unite(exchange);
      return;
    }
    requests.answered(exchange);
    // In the order of their ends: what answers are usually like is learnt by it. A single one is nobody's business yet.
    if (isEnd && requests.exchanges.length > 1) exchange.judgeOutcome();
    this.#groups.get(requests.key)?.answered(exchange, requests);
    // The page may send the next request before the browser has reported the end of the response that it read.
    if (isEnd) this.#judge(requests);
  }

  #begin(tape: ConnectionTape, request: RequestRecord): void {
    const exchange = new Exchange(tape, request);
    this.#exchanges.set(tape.id, exchange);
    const joined = this.#joinAll(this.#conversations.begin(exchange), exchange);
    if (!joined.some((each) => each.exchange === exchange)) this.#addToStrand(exchange);
  }

  /** Puts an exchange where it belongs among those of no known client. */
  #addToStrand(exchange: Exchange): void {
    const question = questionIn(exchange);
    if (!question) return;
    const group = this.#groups.for(question, exchange);
    const strand = group.add(exchange, question);
    const before = strand.exchanges.at(-2);
    // Its end may never be reported.
    if (before?.isOver) this.#running.delete(before.id);
    if (!exchange.isOver) this.#running.set(exchange.id, strand);
    const loop = this.#loops.get(strand);
    if (loop) this.#addToLoop(loop, exchange);
    this.#judge(strand);
  }

  #takeFromStrand(exchange: Exchange): void {
    const question = questionIn(exchange);
    const group = question && this.#groups.get(groupKeyOf(question));
    const strand = group?.strands.find(({ exchanges }) => exchanges.lastIndexOf(exchange) >= 0);
    if (!group || !strand) return;
    const loop = this.#loops.get(strand);
    if (loop) this.#removeLoop(loop);
    strand.drop(exchange);
    if (strand.exchanges.length === 0) group.drop(strand);
    this.#repeating.changed();
  }

  /** What the user said is no poll loop is none, whoever asks. */
  #isTakenOff({ endpoint, stream }: Conversation): boolean {
    return stream === null && this.#needs.endpointChoices.of(endpoint) === 'not-a-loop';
  }

  /** Moves exchanges into the rows of their conversations. @param begun in no strand yet. @returns those that are in one now. */
  #joinAll(joined: readonly Joined[], begun?: Exchange): readonly Joined[] {
    const shown = joined.filter(({ conversation }) => !this.#isTakenOff(conversation));
    for (const { exchange } of shown) if (exchange !== begun) this.#takeFromStrand(exchange);
    this.#join(shown);
    return shown;
  }

  #join(joined: readonly Joined[]): void {
    for (const { conversation, exchange } of joined) {
      const known = this.#loops.get(conversation);
      const loop = known ?? this.#loopOfClient(conversation);
      if (exchange.isOver) this.#running.delete(exchange.id);
      else this.#running.set(exchange.id, conversation);
      this.#addToLoop(loop, exchange);
      if (!known) this.#needs.onLoop(loop);
    }
  }

  #loopOfClient(conversation: Conversation): PollLoop {
    const { why } = conversation;
    const loop = new PollLoop(conversation, { label: 'known-client', sureness: 'certain', why }, why, false);
    this.#loops.set(conversation, loop);
    return loop;
  }

  /** A client receives by an event stream: what it asks is shown with that. */
  #besideStream(connection: string, conversation: Conversation, url: string): void {
    const loop = this.#loops.get(conversation) ?? this.#loopOfClient(conversation);
    const beside = conversation.stream === connection ? new BesideStream(loop) : null;
    this.#needs.onStreamClient(connection, streamClient(conversation, url), beside);
  }

  #reportBeside(requests: LoopRequests | undefined): void {
    const stream = requests && streamOf(requests);
    if (stream) this.#needs.onBeside(stream);
  }

  /**
   * Browsers may report the end of an answer after the handshake that follows it: its session seemed to be a second one beside the first,
   * and had a row of its own.
   */
  #unite(exchange: Exchange): void {
    for (;;) {
      const found = this.#conversations.continuation(exchange);
      const loop = found && this.#loops.get(found.by);
      if (!loop || !this.#loops.has(found.of)) return;
      this.#removeLoop(loop);
      this.#join(this.#conversations.unite(found.of, found.by));
    }
  }

  #addToLoop(loop: PollLoop, exchange: Exchange): void {
    loop.addExchange(exchange);
    if (exchange.isOver) loop.endExchange(exchange);
    this.#reportBeside(loop.requests);
  }

  #judge(strand: Strand): void {
    if (strand.exchanges.length === 0) return;
    const known = this.#loops.get(strand);
    if (known?.isSettled) return;
    if (!known && !this.#isSaid(strand) && !mayBeRow(strand)) return;
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

  /** Whether it is a row whatever its requests are: the user said so, or it was one before the log was cleared. */
  #isSaid({ endpoint, key }: Strand): boolean {
    const { endpointChoices } = this.#needs;
    return endpointChoices.of(endpoint) !== null || endpointChoices.isRemembered(key);
  }

  /** Why a strand is a row in Streams; null where it is none. */
  #reasonsForRow(
    strand: Strand,
    judged: Judged,
  ): { readonly why: readonly string[]; readonly byUser: boolean } | null {
    const choice = this.#needs.endpointChoices.of(strand.endpoint);
    if (choice === 'not-a-loop') return null;
    // The user took the conversation off, and with it all that is its.
    const taken = choice === null && strand.last && this.#conversations.of(strand.last.id);
    if (taken && this.#isTakenOff(taken)) return null;
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
    this.#loops.delete(loop.requests);
    this.#repeating.changed();
    this.#needs.onLoopRemoved(loop);
  }
}

/** The event stream with which requests are shown; null where they are a row of their own, or none. */
function streamOf(requests: LoopRequests): string | null {
  return requests instanceof Conversation ? requests.stream : null;
}

/** What a recording answers is in groups of its own. */
function questionIn({ request, answeredBy }: Exchange): Question | null {
  const question = questionOf(request);
  return question && answeredBy !== null
    ? { ...question, client: `${question.client} (recording)` }
    : question;
}

/** Whether what asks outlives a navigation. */
function livesOn({ request }: Exchange): boolean {
  return request.context.kind === 'shared-worker' || request.context.kind === 'service-worker';
}
