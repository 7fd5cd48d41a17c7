import { describe, expect, it } from 'vitest';
import { type PlainRecord, Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import type { ChannelKind } from '../connection/kind.ts';
import { EventStreamKind } from '../event-stream/chain/kind.ts';
import { FAKE_RECONNECTS, FakeMember, type Reads } from '../testing/chain-members.ts';
import { type ChainStage, describeChains, environment, type Mark } from '../testing/chain-suite.ts';
import { frame } from '../testing/websocket.ts';
import { WebSocketKind } from '../websocket/chain/kind.ts';
import type { Chain } from './chain.ts';
import { Chains, type ChannelList } from './chains.ts';
import { ChainWarnings } from './warnings.ts';

const url = 'http://example.test/words';
const ended = (on: string, at: number): PlainRecord => ({ kind: 'end', at, on, how: 'complete' });
const left = (on: string, at: number, word: string | null): PlainRecord => ({
  kind: 'sent',
  at,
  on,
  headers: [],
  ...(word === null ? {} : { lastEventId: word }),
});

/** Lets a kind read what is appended to a tape. */
function appender(kind: ChannelKind): (record: TapeRecord) => void {
  const tape = new Tape();
  const cursor = tape.cursor();
  return (record) => {
    tape.append(record);
    while (cursor.advance()) {
      if (!kind.has(cursor.connection.id)) kind.adopt(cursor.connection, 0, 0);
      kind.read(cursor);
    }
  };
}

/** The kind itself, reading a tape. */
function eventStreams(list: ChannelList, names: ReadonlyMap<string, string>): ChainStage {
  const kind = new EventStreamKind(list, names, {
    requested() {},
    wants: () => false,
    answered() {},
  });
  const append = appender(kind);
  return {
    chains: kind.chains,
    ask: (id, at) => append(request(id, { at, url })),
    tell: (id, at, { word }) => append(left(id, at, word)),
    bring: (id, at, word) =>
      append(chunk(id, at, word.startsWith(':') ? `${word}\n\n` : `id: ${word}\ndata: ${word}\n\n`)),
    end: (id, at) => append(ended(id, at)),
  };
}

/** Each source offers a subprotocol of its own, which is known when the handshake leaves. */
function webSockets(list: ChannelList, names: ReadonlyMap<string, string>): ChainStage {
  const kind = new WebSocketKind(list, names);
  const append = appender(kind);
  return {
    chains: kind.chains,
    ask: (on, at) =>
      append(request(on, { at, url: 'ws://example.test/words', via: 'websocket', headers: [] })),
    tell(on, at, { source }) {
      append({ kind: 'sent', at, on, headers: [['Sec-WebSocket-Protocol', source]] });
      append(response(on, { at, status: 101, headers: [], mimeType: '' }));
    },
    bring: (on, at, word) => append(frame('received', at, word, 1, on)),
    end: (on, at) => append(ended(on, at)),
  };
}

interface FakeStage extends ChainStage {
  readonly chains: Chains<FakeMember, string>;
  member(id: string): FakeMember;
}

function fakes(list: ChannelList, names: ReadonlyMap<string, string>, reads?: Reads): FakeStage {
  const chains = new Chains(FAKE_RECONNECTS, list, names);
  const members = new Map<string, FakeMember>();
  const member = (id: string): FakeMember => {
    const known = members.get(id);
    if (!known) throw new Error(`nobody asked for ${id}`);
    return known;
  };
  const read = (id: string, fact: PlainRecord): void => {
    member(id).addFact(fact);
    chains.changed(member(id), fact);
  };
  return {
    chains,
    member,
    ask(id, at) {
      const asked = new FakeMember(id, reads);
      members.set(id, asked);
      chains.add(asked);
      read(id, request(id, { at, url }));
    },
    tell: (id, at, { word }) => read(id, left(id, at, word)),
    bring(id, at, word) {
      member(id).addWord(at, word);
      chains.changed(member(id), null);
    },
    end: (id, at) => read(id, ended(id, at)),
  };
}

describeChains('event streams', eventStreams, {
  said: (word) => `Last-Event-ID ${word}`,
  hasComments: true,
  certainty: 'confirmed',
});
describeChains('WebSockets', webSockets, { said: null, hasComments: false, certainty: 'likely' });
describeChains('a made-up kind', fakes, {
  said: (word) => word,
  hasComments: true,
  certainty: 'confirmed',
});

const saying = (word: string | null): Mark => ({ source: 'one', word });

const nowhere: ChannelList = { add() {}, remove() {}, replace() {} };

/** A chain of connections that bring one word and one comment each; each but the first sent the last word. */
function reconnects(count: number, reads?: Reads): { stage: FakeStage; chain: Chain<FakeMember, string> } {
  const stage = fakes(nowhere, new Map(), reads);
  for (let index = 0; index < count; index++) {
    const id = `c${index}`;
    stage.ask(id, index * 3020);
    stage.tell(id, index * 3020 + 1, saying(index === 0 ? null : `word ${index - 1}`));
    stage.bring(id, index * 3020 + 10, `word ${index}`);
    stage.bring(id, index * 3020 + 11, ':beat');
    stage.member(id).warn('a warning');
    stage.end(id, index * 3020 + 20);
  }
  const chain = stage.chains.chain('c0');
  if (!chain) throw new Error('no chain');
  return { stage, chain };
}

describe('a chain of a thousand reconnects', () => {
  it('is drawn without a look at those on which nothing came', () => {
    const reads: Reads = { count: 0 };
    const { stage, chain } = reconnects(1000, reads);
    const draw = () => ({
      summary: chain.summary(environment),
      cost: chain.cost(),
      comments: chain.rows.comments,
    });
    draw();
    stage.ask('again', 3_020_000);
    stage.tell('again', 3_020_001, saying('word 999'));
    stage.bring('again', 3_020_010, 'more');
    reads.count = 0;
    const { summary, cost, comments } = draw();
    expect(reads.count).toBeLessThan(40);
    expect(comments).toBe(1000);
    expect(summary).toMatchObject({ connections: 1001, events: 1001, comments: 1000, lastByteAt: 3_020_010 });
    expect(summary.warnings).toHaveLength(6);
    expect(summary.warnings.at(-1)).toBe('995 more warnings of earlier connections.');
    expect(cost).toMatchObject({ requests: 1001, messages: { received: 1001, sent: 0 }, lastAt: 3_020_010 });
    // What came on one of the others is counted all the same.
    stage.bring('c5', 3_020_020, 'late');
    stage.member('c5').warn('another');
    reads.count = 0;
    const later = draw();
    expect(reads.count).toBeLessThan(40);
    expect(later.summary).toMatchObject({ events: 1002, lastByteAt: 3_020_010 });
    expect(later.summary.warnings.at(-1)).toBe('996 more warnings of earlier connections.');
  });

  it('has its comments summed up: a look takes no longer than at a chain of two', () => {
    const timed = ({ chain: { rows } }: ReturnType<typeof reconnects>): number => {
      const from = performance.now();
      let sum = 0;
      for (let look = 0; look < 20_000; look++) sum += rows.comments;
      expect(sum).toBeGreaterThan(0);
      return performance.now() - from;
    };
    const [short, long] = [reconnects(2), reconnects(2000)];
    const best = (of: typeof short): number => Math.min(...Array.from({ length: 5 }, () => timed(of)));
    best(short);
    // A walk takes a thousand times as long.
    expect(best(long)).toBeLessThan(best(short) * 20 + 5);
  });

  it('forgets a connection that turns out to be another’s', () => {
    const { stage, chain } = reconnects(2);
    chain.summary(environment);
    stage.ask('x', 6040);
    expect(chain.summary(environment)).toMatchObject({ connections: 3, lastByteAt: 3031 });
    stage.tell('x', 6041, saying('none of these'));
    expect(chain.summary(environment)).toMatchObject({ connections: 2, lastByteAt: 3031, events: 2 });
    // Its own warning is listed by itself, as that of the latest.
    expect(chain.summary(environment).warnings).toEqual(['itself: a warning', 'Connection 1: a warning']);
  });
});

describe('the warnings of a chain', () => {
  it('are those that a walk over all of it would list', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let round = 0; round < 500; round++) {
      const warnings = new ChainWarnings('stream');
      const count = 1 + random(12);
      const all = Array.from({ length: count }, () => ({ texts: [] as string[], isContested: false }));
      for (let change = 0; change < 30; change++) {
        const index = random(count);
        const texts = Array.from({ length: Math.max(0, random(5) - 2) }, (_, number) => `w${number}`);
        const isContested = random(4) === 0;
        all[index] = { texts, isContested };
        warnings.set(index, texts);
        warnings.setContested(index, isContested);
      }
      expect(warnings.read(count - 1)).toEqual(walk(all));
    }
  });
});

/** What is said of each, one after another. */
function walk(
  all: readonly { readonly texts: readonly string[]; readonly isContested: boolean }[],
): string[] {
  const listed: string[] = [];
  let more = 0;
  all.forEach(({ texts, isContested }, index) => {
    if (isContested)
      listed.push(`Connection ${index + 1} could as well continue another stream: see Connections.`);
    if (index === all.length - 1) return;
    for (const text of texts) {
      if (listed.length < 5) listed.push(`Connection ${index + 1}: ${text}`);
      else more++;
    }
  });
  if (more > 0) listed.push(`${more} more warnings of earlier connections.`);
  return listed;
}
