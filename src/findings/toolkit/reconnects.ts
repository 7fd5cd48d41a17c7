import {
  type ComparedEvent,
  type EventStream,
  type EventStreamChain,
  type EventStreamJoin,
  headOf,
  joinDetail,
  type Repeats,
  RowKind,
  repeatsAt,
} from '../../channels/index.ts';
import { type Evidence, MAX_EVIDENCE, type Report } from '../finding.ts';
import { isSureReconnect } from '../needs/chain.ts';
import type { ChainRuleObserver } from '../observer.ts';

/** A connection that continues where another one ended, for certain. */
export interface Reconnect {
  /** Its place in the chain, from 0. */
  readonly index: number;
  readonly stream: EventStream;
  readonly join: EventStreamJoin;
  readonly repeats: Repeats;
}

/** Connection `index` (from 0) of a chain as a reconnect; null for the first, and where it is not sure to be one. */
export function reconnectAt(chain: EventStreamChain, index: number): Reconnect | null {
  return isSureReconnect(chain, index) ? requestAgainAt(chain, index) : null;
}

/**
 * Connection `index` (from 0) of a chain as a request for the same once more: also a program's of which it is not sure that it
 * continues the one before. What came must show it.
 */
export function requestAgainAt(chain: EventStreamChain, index: number): Reconnect | null {
  const stream = chain.links[index]?.member.stream;
  const join = stream ? joinDetail(chain.links, index) : null;
  if (!stream || !join || (!join.isSure && stream.facts.request?.via === 'eventsource')) return null;
  return { index, stream, join, repeats: repeatsAt(chain.links, index) };
}

/** A single event that comes again may be a state. */
const MIN_AGAIN = 2;

/** Events of a connection that were all those of the one before, once more, both with a clean end; 0 where they were not. */
export function wholeAgain(chain: EventStreamChain, { index, stream, repeats }: Reconnect): number {
  const before = chain.links[index - 1]?.member.stream;
  const events = eventsOf(stream);
  const isWhole = events >= MIN_AGAIN && repeats.repeated === events && before && eventsOf(before) === events;
  const areComplete = stream.facts.end?.how === 'complete' && before?.facts.end?.how === 'complete';
  return isWhole && areComplete ? events : 0;
}

/** Whether a reconnect begins with the very event with which the source began. */
export function startsOver(chain: EventStreamChain, { stream, join }: Reconnect): boolean {
  const [begin] = headOf(stream, 1);
  if (!begin || begin.id === null || begin.id === join.idCommitted) return false;
  const first = firstEvent(chain);
  return first?.id === begin.id && first.content === begin.content;
}

/** Milliseconds after an event in which the end of its connection goes with it. */
const SOON = 1000;

/** Whether the server ended connection `index` (from 0) of a chain as soon as it had sent a single event. */
export function endsAfterItsEvent(chain: EventStreamChain, index: number): boolean {
  const stream = chain.links[index]?.member.stream;
  const { response, end } = stream?.facts ?? {};
  if (!stream || response?.status !== 200 || end?.how !== 'complete' || end.inferred) return false;
  return eventsOf(stream) === 1 && end.at - (stream.lastByteAt ?? response.at) < SOON;
}

/** Characters from which on what a connection begins with may be a state, and no greeting. */
const STATE = 100;

/** Whether a reconnect begins as the source began, with something that is large enough to be its whole state. */
export function sendsState(chain: EventStreamChain, { stream }: Reconnect): boolean {
  const [begin] = headOf(stream, 1);
  const first = firstEvent(chain);
  if (!begin || !first || begin.content.length < STATE || first.content.length < STATE) return false;
  return begin.content === first.content || (begin.type !== 'message' && begin.type === first.type);
}

/** Found once: a source may be refused a thousand times before its first event. */
const firstEvents = new WeakMap<EventStreamChain, ComparedEvent>();

function firstEvent(chain: EventStreamChain): ComparedEvent | null {
  const known = firstEvents.get(chain);
  if (known) return known;
  for (const { member } of chain.links) {
    const [first] = headOf(member.stream, 1);
    if (!first) continue;
    firstEvents.set(chain, first);
    return first;
  }
  return null;
}

/** What a rule reports of one reconnect. */
export interface ReconnectCase {
  /** Events it is about; 1 where it is about none. */
  readonly events: number;
  /** Names it on its button. */
  readonly text: string;
  /** Which of the connection's events it is (from 0); the connection itself where there is none. */
  readonly event: number | null;
  /** A time that goes with it, milliseconds. */
  readonly ms?: number;
}

/** Counts the reconnects that a rule reports, when they are over. The latest one is counted again at each look. */
export class ReconnectTally {
  readonly #chain: EventStreamChain;
  readonly #judge: (reconnect: Reconnect) => ReconnectCase | null;
  readonly #at: typeof reconnectAt;
  readonly #first: Evidence[] = [];
  #sum: ReconnectSum = NOTHING;
  #over = 0;

  /** @param at what counts as a reconnect. */
  constructor(
    chain: EventStreamChain,
    judge: (reconnect: Reconnect) => ReconnectCase | null,
    at: typeof reconnectAt = reconnectAt,
  ) {
    this.#chain = chain;
    this.#at = at;
    this.#judge = judge;
  }

  /** For {@link ChainRuleObserver}. */
  readonly ended: NonNullable<ChainRuleObserver['ended']> = (index) => {
    this.#over = index + 1;
    const reconnect = this.#at(this.#chain, index);
    const found = reconnect && this.#judge(reconnect);
    if (!found) return;
    this.#sum = plus(this.#sum, reconnect, found);
    if (this.#first.length < MAX_EVIDENCE) this.#first.push(evidenceOf(reconnect, found));
  };

  /** Null where there is nothing to report. */
  report(statement: (sum: ReconnectSum) => string): Report | null {
    // Those that are over and were not walked over yet are counted when they are.
    const latest = this.#chain.links.length - 1;
    const reconnect = this.#over <= latest ? this.#at(this.#chain, latest) : null;
    const found = reconnect && this.#judge(reconnect);
    const sum = found ? plus(this.#sum, reconnect, found) : this.#sum;
    if (sum.reconnects === 0) return null;
    const evidence = found ? [...this.#first, evidenceOf(reconnect, found)] : this.#first;
    return {
      statement: statement(sum),
      count: sum.reconnects,
      evidence: evidence.slice(0, MAX_EVIDENCE),
      since: sum.since,
      at: sum.at,
    };
  }
}

/** All cases together. */
export interface ReconnectSum {
  readonly reconnects: number;
  readonly events: number;
  readonly since: number;
  readonly at: number;
  readonly firstText: string;
  /** All times that go with them, and the longest, milliseconds. */
  readonly totalMs: number;
  readonly longestMs: number;
}

const NOTHING: ReconnectSum = {
  reconnects: 0,
  events: 0,
  since: 0,
  at: 0,
  firstText: '',
  totalMs: 0,
  longestMs: 0,
};

function plus(
  sum: ReconnectSum,
  { stream }: Reconnect,
  { events, text, ms = 0 }: ReconnectCase,
): ReconnectSum {
  const at = stream.facts.request?.at ?? 0;
  const isFirst = sum.reconnects === 0;
  return {
    reconnects: sum.reconnects + 1,
    events: sum.events + events,
    since: isFirst ? at : sum.since,
    at,
    firstText: isFirst ? text : sum.firstText,
    totalMs: sum.totalMs + ms,
    longestMs: Math.max(sum.longestMs, ms),
  };
}

function evidenceOf({ index, stream }: Reconnect, { text, event }: ReconnectCase): Evidence {
  const connection = stream.id;
  const offset = event === null ? null : offsetOfEvent(stream, event);
  return offset === null
    ? { kind: 'connection', connection, text: `connection ${index + 1}: ${text}` }
    : { kind: 'row', connection, offset, text };
}

/** Offset of the first byte of a connection's event number `nth` (from 0); null where it came without bytes. */
export function offsetOfEvent(stream: EventStream, nth: number): number | null {
  const { rows } = stream;
  let seen = 0;
  for (let row = 0; row < rows.count; row++) {
    const kind = rows.kind(row);
    if (kind !== RowKind.Event && kind !== RowKind.Message) continue;
    if (seen++ < nth) continue;
    const segment = kind === RowKind.Event ? stream.segmentOfRow(row) : undefined;
    if (!segment) return null;
    return segment.base + segment.reader.lineStart(segment.reader.blockFirstLine(rows.ref(row)));
  }
  return null;
}

/** Events that came on a connection, with their bytes or without. */
export function eventsOf({ rows }: EventStream): number {
  return rows.counts[RowKind.Event] + rows.counts[RowKind.Message];
}
