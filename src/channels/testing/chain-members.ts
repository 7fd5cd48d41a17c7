/** A made-up kind of connection that is joined to chains, to see that a chain needs no more than {@link ChainMember}. */
import type { PlainRecord } from '../../tape/index.ts';
import type { Certainty, JoinJudgement } from '../chain/link.ts';
import type { ChainMember, MemberFigures } from '../chain/member.ts';
import type { ReconnectRule } from '../chain/reconnect-rule.ts';
import { applyFact, noFacts } from '../connection/facts.ts';
import { ConnectionLane } from '../connection/lanes/lane.ts';
import { commonSummary } from '../connection/summary.ts';
import type { ChannelRows, RowText } from '../model/channel.ts';
import type { EventRow, Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ConnectionRow } from '../model/reconnect.ts';
import type { ChannelSummary } from '../model/stream.ts';

/** How often anything of a connection was asked for. */
export interface Reads {
  count: number;
}

interface Word {
  readonly at: number;
  readonly text: string;
}

/** Words that come one by one; one that begins with a colon is a comment. It counts what is asked of it. */
export class FakeMember implements ChainMember {
  readonly id: string;
  readonly #facts = noFacts();
  readonly #words: Word[] = [];
  readonly #warnings: string[] = [];
  readonly #reads: Reads;
  readonly #rows: ChannelRows;

  constructor(id: string, reads: Reads = { count: 0 }) {
    this.id = id;
    this.#reads = reads;
    this.#rows = rowsOf(id, this.#words, reads);
  }

  addFact(fact: PlainRecord): void {
    applyFact(this.#facts, fact);
  }
  addWord(at: number, text: string): void {
    this.#words.push({ at, text });
  }
  warn(text: string): void {
    this.#warnings.push(text);
  }

  get facts() {
    this.#reads.count++;
    return this.#facts;
  }
  get rows(): ChannelRows {
    this.#reads.count++;
    return this.#rows;
  }
  get lastAt(): number | null {
    this.#reads.count++;
    return this.#words.at(-1)?.at ?? null;
  }
  /** The last word that is no comment; '' where there is none. */
  get lastWord(): string {
    return this.#words.findLast(({ text }) => !isComment(text))?.text ?? '';
  }
  warnings(): readonly string[] {
    this.#reads.count++;
    return [...this.#warnings];
  }
  figures(): MemberFigures {
    this.#reads.count++;
    const comments = this.#words.filter(({ text }) => isComment(text)).length;
    const events = this.#words.length - comments;
    return {
      load: {
        requests: 1,
        tcpReused: true,
        protocol: 'fake',
        requestHeaders: undefined,
        responseHeaders: undefined,
        frameHeaders: 0,
        unknownHeaders: 0,
        openedBefore: false,
        body: { bytes: this.#bytes, estimated: false },
      },
      received: events,
      sent: 0,
      events,
      comments,
      discarded: 0,
      bytes: this.#bytes,
    };
  }
  summary(): ChannelSummary {
    const { events, comments, discarded, bytes } = this.figures();
    return {
      ...commonSummary(this.id, this.#facts),
      transport: 'websocket',
      state: { kind: 'open' },
      verdict: 'Open.',
      fidelity: 'bytes',
      events,
      comments,
      discarded,
      bytes,
      lastByteAt: this.lastAt,
      warnings: this.#warnings.map((text) => `itself: ${text}`),
    };
  }
  block(): null {
    return null;
  }
  payload(key: number): Payload | null {
    const word = this.#words[key];
    return word ? { type: '', id: '', data: word.text, binary: false, cut: 0 } : null;
  }
  lane(number: number): Lane {
    const source = {
      id: this.id,
      facts: this.#facts,
      tape: { facts: [] },
      ticks: [],
      verdict: () => ({ good: true, text: '' }),
      firstAt: () => this.#words[0]?.at ?? null,
    };
    return new ConnectionLane(source, number);
  }

  get #bytes(): number {
    return this.#words.reduce((sum, { text }) => sum + text.length, 0);
  }
}

/** The last word said is what a request says it has; without it one that comes after three seconds is likely. */
export const FAKE_RECONNECTS: ReconnectRule<FakeMember, string> = {
  noun: 'WebSocket',
  initialState: '',
  stateAfter: ({ lastWord }, before) => lastWord || before,
  placed() {},
  keyOf: ({ facts: { request } }) => request?.url ?? null,
  keysOf: ({ facts: { request } }) => (request?.url ? [request.url] : []),
  judge(earlier, before, later) {
    const said = earlier.lastWord || before;
    const { sent, request } = later.facts;
    const delay = (request?.at ?? 0) - (earlier.facts.end?.at ?? 0);
    if (sent?.lastEventId !== undefined) return sent.lastEventId === said ? yes('confirmed') : no;
    if (sent && said !== '') return no;
    return delay >= 3000 && delay < 4500 ? yes('likely') : no;
  },
  beginningText: ({ facts: { sent } }) => (sent?.lastEventId ? `it sent ${sent.lastEventId}` : null),
  connectionRow(links, index): ConnectionRow {
    const { member, join } = links[index] ?? {};
    if (!member) throw new RangeError(`connection ${index}`);
    return {
      kind: 'websocket',
      id: member.id,
      number: index + 1,
      state: { kind: 'open' },
      openedAt: member.facts.request?.at ?? 0,
      endedAt: member.facts.end?.at ?? null,
      status: null,
      ended: '',
      verdict: join?.certainty ?? '',
      events: member.figures().events,
      lastMessage: null,
      join: null,
    };
  },
};

const no: JoinJudgement = { joins: false, why: 'It has another word.' };
const yes = (certainty: Certainty): JoinJudgement => ({ joins: true, certainty, why: 'It has the word.' });
const isComment = (text: string): boolean => text.startsWith(':');

/** Without `firstFrom`, which a kind need not have. */
function rowsOf(id: string, words: readonly Word[], reads: Reads): ChannelRows {
  const at = (key: number): Word => words[key] ?? { at: 0, text: '' };
  return {
    get count() {
      reads.count++;
      return words.length;
    },
    get comments() {
      reads.count++;
      return words.filter(({ text }) => isComment(text)).length;
    },
    hasPending: false,
    isComment: (key) => isComment(at(key).text),
    describe: (key): EventRow => ({
      key,
      kind: 'frame',
      id: '',
      idInherited: false,
      type: '',
      data: at(key).text,
      truncated: false,
      at: at(key).at,
      delta: null,
      size: at(key).text.length,
      why: null,
      connection: id,
      direction: 'received',
      range: null,
    }),
    text: (key): RowText => ({ type: '', id: '', data: at(key).text }),
    time: (key) => at(key).at,
    size: (key) => at(key).text.length,
  };
}
