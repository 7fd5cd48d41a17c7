import {
  type Chain,
  type ComparedEvent,
  type EventStream,
  headOf,
  type JoinDetail,
  joinDetail,
  type Repeats,
  RowKind,
  repeatsAt,
} from '../../channels/index.ts';
import { type Evidence, MAX_EVIDENCE, type Report } from '../finding.ts';
import type { ChainRuleObserver } from '../observer.ts';

/** A connection that continues where another one ended, for certain. */
export interface Reconnect {
  /** Its place in the chain, from 0. */
  readonly index: number;
  readonly stream: EventStream;
  readonly join: JoinDetail;
  readonly repeats: Repeats;
}

/**
 * Connection `index` (from 0) of a chain as a reconnect. Null for the first, for one that may also be another
 * source's, and where a program asked again after an answer that was whole, without an ID: that may be its next question.
 */
export function reconnectAt(chain: Chain, index: number): Reconnect | null {
  const stream = chain.links[index]?.stream;
  const join = stream ? joinDetail(chain, index) : null;
  if (!stream || !join?.isSure) return null;
  const wasWhole = chain.links[index - 1]?.stream.facts.end?.how === 'complete';
  if (stream.facts.request?.via !== 'eventsource' && wasWhole && join.idCheck !== 'equal' && !join.byHand) {
    return null;
  }
  return { index, stream, join, repeats: repeatsAt(chain, index) };
}

/** Whether a reconnect begins with the very event with which the source began. */
export function startsOver(chain: Chain, { stream, join }: Reconnect): boolean {
  const [begin] = headOf(stream, 1);
  if (!begin || begin.id === null || begin.id === join.idCommitted) return false;
  const first = firstEvent(chain);
  return first?.id === begin.id && first.content === begin.content;
}

/** Characters from which on what a connection begins with may be a state, and no greeting. */
const STATE = 100;

/** Whether a reconnect begins as the source began, with something that is large enough to be its whole state. */
export function sendsState(chain: Chain, { stream }: Reconnect): boolean {
  const [begin] = headOf(stream, 1);
  const first = firstEvent(chain);
  if (!begin || !first || begin.content.length < STATE || first.content.length < STATE) return false;
  return begin.content === first.content || (begin.type !== 'message' && begin.type === first.type);
}

/** Found once: a source may be refused a thousand times before it says anything. */
const firstEvents = new WeakMap<Chain, ComparedEvent>();

function firstEvent(chain: Chain): ComparedEvent | null {
  const known = firstEvents.get(chain);
  if (known) return known;
  for (const { stream } of chain.links) {
    const [first] = headOf(stream, 1);
    if (!first) continue;
    firstEvents.set(chain, first);
    return first;
  }
  return null;
}

/** What a rule has to say of one reconnect. */
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

/** Counts reconnects that a rule has something to say of, when they are over; of the latest one again at each look. */
export class ReconnectTally {
  readonly #chain: Chain;
  readonly #judge: (reconnect: Reconnect) => ReconnectCase | null;
  readonly #first: Evidence[] = [];
  #sum: ReconnectSum = NOTHING;
  #over = 0;

  constructor(chain: Chain, judge: (reconnect: Reconnect) => ReconnectCase | null) {
    this.#chain = chain;
    this.#judge = judge;
  }

  /** For {@link ChainRuleObserver}. */
  readonly ended: NonNullable<ChainRuleObserver['ended']> = (index) => {
    this.#over = index + 1;
    const reconnect = reconnectAt(this.#chain, index);
    const found = reconnect && this.#judge(reconnect);
    if (!found) return;
    this.#sum = plus(this.#sum, reconnect, found);
    if (this.#first.length < MAX_EVIDENCE) this.#first.push(evidenceOf(reconnect, found));
  };

  /** Null where there is nothing to say. */
  report(statement: (sum: ReconnectSum) => string): Report | null {
    // Those that are over and were not walked over yet are counted when they are.
    const latest = this.#chain.links.length - 1;
    const reconnect = this.#over <= latest ? reconnectAt(this.#chain, latest) : null;
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
