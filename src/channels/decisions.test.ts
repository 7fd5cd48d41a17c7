import { describe, expect, it } from 'vitest';
import { type Decision, readTape, Tape, type TapeRecord, writeTape } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { Channels } from './index.ts';
import { derive, never } from './testing/derive.ts';
import { askTape, inTurn } from './testing/polling.ts';

const url = 'http://example.test/sse';

/** A connection of an EventSource that is over after 20 ms. */
function* connection(on: string, at: number): Generator<TapeRecord> {
  yield request(on, { at, url });
  yield response(on, { at: at + 5 });
  yield chunk(on, at + 10, `retry: 500\n\ndata: ${on}\n\n`);
  yield { kind: 'end', at: at + 20, on, how: 'complete' };
}

function tapeOf(...parts: readonly Iterable<TapeRecord>[]): Tape {
  const tape = new Tape();
  for (const part of parts) for (const record of part) tape.append(record);
  return tape;
}

const three = (): Tape => tapeOf(connection('a', 0), connection('b', 525), connection('c', 1050));

const shape = (channels: Channels): unknown =>
  channels.rows().map((row) => row.kind === 'stream' && [row.id, row.connections]);

/** The same tape after a file, derived in slices of one step. */
async function again({ tape }: Channels): Promise<Channels> {
  async function* pieces() {
    for (const piece of writeTape(tape)) yield new TextEncoder().encode(piece);
  }
  const channels = new Channels((await readTape(pieces())).tape);
  while (channels.update(() => true));
  return channels;
}

const decided = (tape: Tape, ...decisions: Decision[]): Channels => {
  for (const decision of decisions) tape.append({ kind: 'decision', at: 2000, ...decision });
  return derive(tape);
};

describe('decisions by hand', () => {
  it('do not read on past their limit: what is unread is read first, and then they are done', () => {
    const tape = three();
    const channels = derive(tape);
    for (let i = 0; i < 500; i++) {
      const at = 1600 + i;
      tape.append({ kind: 'gap', at, on: 'c', why: 'many entries' });
    }
    const before = channels.read;
    expect(channels.split('b', 3000, () => true)).toBe('b');
    expect(channels.read - before).toBeLessThan(200 * 2048);
    expect(shape(channels)).toEqual([['a', 3]]);
    while (channels.update(never));
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('travel with the tape, and what came after them follows from them', async () => {
    const channels = derive(three());
    expect(shape(channels)).toEqual([['a', 3]]);
    expect(channels.split('b')).toBe('b');
    // Not read yet when the next decision is made.
    for (const record of connection('d', 1575)) channels.tape.append(record);
    expect(channels.split('c')).toBe('c');
    expect(channels.join('a', 'c')).toBe(true);
    expect(shape(channels)).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    expect(channels.streamsOf('a').map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    const read = await again(channels);
    expect(shape(read)).toEqual(shape(channels));
    expect(read.streamsOf('a').map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect(read.leftOut).toEqual([]);
    // What was done as it was decided is not done again when the tape is read on.
    while (channels.update(never));
    expect(shape(channels)).toEqual(shape(read));
    expect(channels.leftOut).toEqual([]);
  });

  it('say what is a poll loop and what is a row of it, and the last word counts', async () => {
    const endpoint = 'GET http://site.test/poll';
    const channels = derive(askTape(inTurn(4, () => ({ held: 3000, answer: '[1,2]' }))));
    const [loop] = channels.polls.loops();
    channels.showPollRows(loop?.id ?? '', 'answers');
    expect((await again(channels)).channel(loop?.id ?? '')?.rows.count).toBe(4);
    channels.setEndpointChoice(endpoint, 'not-a-loop');
    expect(shape(channels)).toEqual([]);
    expect(shape(await again(channels))).toEqual([]);
    channels.setEndpointChoice(endpoint, null);
    expect(shape(await again(channels))).toEqual(shape(channels));
    expect(shape(channels)).toHaveLength(1);
  });

  it.each<[string, Decision]>([
    ['the tape has no event stream or WebSocket x', { what: 'split', connection: 'x' }],
    ['connection a is the first of its source already', { what: 'split', connection: 'a' }],
    ['the tape has no event stream or WebSocket x', { what: 'join', earlier: 'x', later: 'a' }],
    ['the tape has no event stream or WebSocket x', { what: 'join', earlier: 'a', later: 'x' }],
    ['connection b is not the last of its source', { what: 'join', earlier: 'b', later: 'a' }],
    ['connection b is not the first of its source', { what: 'join', earlier: 'c', later: 'b' }],
    ['connection c had not ended before a began', { what: 'join', earlier: 'c', later: 'a' }],
    ['no poll loop begins with connection a', { what: 'poll-rows', connection: 'a', rows: 'answers' }],
  ])('that do not fit are told and left out: %s', (why, decision) => {
    const channels = decided(three(), decision);
    expect(channels.leftOut).toHaveLength(1);
    expect(channels.leftOut[0]).toContain(`was left out: ${why}.`);
    expect(shape(channels)).toEqual([['a', 3]]);
  });

  it('that do not fit are counted where they are many, and none is kept that could not be done', () => {
    const wrong = { what: 'split', connection: 'x' } as const;
    const channels = decided(three(), ...Array<Decision>(8).fill(wrong), { what: 'split', connection: 'b' });
    expect(channels.leftOut).toHaveLength(6);
    expect(channels.leftOut.at(-1)).toBe('3 more decisions by hand were left out.');
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    const { length } = channels.tape;
    expect(channels.split('x')).toBeNull();
    expect(channels.split('a')).toBeNull();
    expect(channels.join('b', 'a')).toBe(false);
    expect(channels.tape.length).toBe(length);
  });
});
