import type { Channel } from '../channel.ts';
import type { BlockDetail, Payload, StreamState, StreamSummary } from '../model.ts';
import { nameOf } from '../name.ts';
import { LARGEST_PAYLOAD } from '../row-text.ts';
import type { Lane } from '../timeline/lane.ts';
import { PollLane } from '../timeline/poll-lane.ts';
import { AnswerRows } from './answer-rows.ts';
import { cycleOf } from './cycle.ts';
import type { Exchange } from './exchange.ts';
import type { Cycle, PollOverview, PollRows } from './model.ts';
import type { Sequence } from './sequence.ts';
import { Totals } from './totals.ts';
import { loopVerdict, loopWarnings } from './verdict.ts';

/** A poll loop: one conversation of many requests. */
export class PollLoop implements Channel {
  readonly id: string;
  readonly sequence: Sequence;
  /** True where the user said that it is one, and the rule did not. */
  readonly byUser: boolean;
  readonly #why: readonly string[];
  readonly #exchanges: Exchange[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #answers = new AnswerRows(this.#exchanges);
  readonly #elements = new AnswerRows(this.#exchanges);
  readonly #lanes: Readonly<Record<PollRows, readonly Lane[]>>;
  readonly #totals = new Totals();
  #rows: PollRows = 'elements';
  #hasLists = false;
  #closed = false;
  #lastByteAt: number | null = null;

  /** @param why one sentence each. */
  constructor(sequence: Sequence, why: readonly string[], byUser: boolean) {
    this.sequence = sequence;
    this.byUser = byUser;
    this.#why = why;
    this.id = `poll ${sequence.exchanges[0]?.id ?? ''}`;
    const source = { id: this.id, exchanges: this.#exchanges, end: () => this.#end() };
    this.#lanes = {
      elements: [new PollLane(source, this.#elements)],
      answers: [new PollLane(source, this.#answers)],
    };
  }

  get rows(): AnswerRows {
    return this.#rows === 'elements' ? this.#elements : this.#answers;
  }

  get payloadBytes(): number {
    return this.#totals.payload;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The latest connection. */
  get last(): Exchange | undefined {
    return this.#exchanges.at(-1);
  }

  /** Another choice is another list of rows: a view on the old one stays what it is. */
  show(rows: PollRows): void {
    this.#rows = rows;
  }

  began(exchange: Exchange): void {
    const before = this.#exchanges.at(-1);
    if (before) {
      if (before.isOver) this.ended(before);
      this.#totals.gap(Math.max(0, exchange.request.at - (before.overAt ?? exchange.request.at)));
    }
    this.#numbers.set(exchange.id, this.#exchanges.length);
    this.#exchanges.push(exchange);
    this.#totals.began(exchange);
  }

  /** It is over; told again, nothing more follows. */
  ended(exchange: Exchange): void {
    const number = this.#numbers.get(exchange.id);
    if (number === undefined) return;
    this.#numbers.delete(exchange.id);
    const content = exchange.content();
    const { outcome } = exchange.judged(content);
    this.#totals.ended(exchange);
    const { chunks } = exchange.tape;
    if (chunks.count > 0) this.#lastByteAt = chunks.at(chunks.count - 1);
    else if (exchange.response) this.#lastByteAt = exchange.overAt ?? this.#lastByteAt;
    if (outcome === 'data' && content.list) this.#hasLists = true;
    this.#answers.add(number, null);
    this.#elements.add(number, content.list);
  }

  /** The latest one turned out to be an event stream: it has a row of its own. */
  left(exchange: Exchange): void {
    if (this.#exchanges.at(-1) !== exchange) return;
    this.#exchanges.pop();
    this.#numbers.delete(exchange.id);
    this.#totals.left();
  }

  /** The page that asked is gone. */
  close(): void {
    this.#closed = true;
  }

  get cycles(): number {
    return this.#exchanges.length;
  }

  /** Cycles `start` to `end` (exclusive, 0-based). */
  cycleRows(start: number, end: number): readonly Cycle[] {
    return this.#exchanges
      .slice(Math.max(0, start), end)
      .map((exchange, i) => cycleOf(exchange, Math.max(0, start) + i, this.#exchanges[start + i + 1]));
  }

  /** Index of the cycle with this connection; -1 where it is none of this loop. */
  cycleAt(connection: string): number {
    const known = this.#numbers.get(connection);
    return known ?? this.#exchanges.findLastIndex(({ id }) => id === connection);
  }

  overview(): PollOverview {
    return {
      ...this.#totals.overview(),
      endpoint: this.sequence.endpoint,
      byUser: this.byUser,
      why: this.#why,
      rows: this.#rows,
      hasLists: this.#hasLists,
    };
  }

  summary(): StreamSummary {
    const first = this.#exchanges[0];
    const last = this.#exchanges.at(-1);
    const request = last?.request;
    const state = this.#state();
    const [, path, operation = ''] = /^\w+ (\S+)(.*)$/.exec(this.sequence.endpoint) ?? [];
    return {
      kind: 'stream',
      id: this.id,
      transport: 'poll',
      connections: this.#exchanges.length,
      // Without the query: it is the cursor, and changes with every request.
      name: nameOf(path) + operation,
      url: request?.url ?? null,
      candidates: [],
      method: request?.method ?? '',
      via: request?.via ?? 'other',
      context: request?.context ?? { kind: 'unknown', id: '' },
      state,
      status: this.#exchanges.findLast(({ response }) => response !== null)?.response?.status ?? null,
      verdict: loopVerdict(this.#exchanges, state),
      fidelity: 'bytes',
      events: this.rows.events,
      comments: this.rows.comments,
      discarded: 0,
      bytes: this.#totals.payload,
      openedAt: first?.request.at ?? 0,
      lastByteAt: this.#lastByteAt,
      warnings: loopWarnings(this.#totals.outcomes, this.sequence.ambiguous),
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
    const text = this.rows.text(key);
    if (!text) return null;
    const cut = Math.max(0, text.data.length - LARGEST_PAYLOAD);
    const data = cut > 0 ? text.data.slice(0, LARGEST_PAYLOAD) : text.data;
    return { ...text, data, binary: false, cut };
  }

  #end(): { at: number; text: string } | null {
    const state = this.#state();
    return state.kind === 'ended' ? { at: state.at, text: loopVerdict(this.#exchanges, state) } : null;
  }

  #state(): StreamState {
    const last = this.#exchanges.at(-1);
    const at = last?.overAt ?? null;
    const isGone = this.#closed || last?.end?.inferred !== undefined;
    if (at !== null && isGone) return { kind: 'ended', at, good: true, inferred: true };
    return { kind: 'open' };
  }
}
