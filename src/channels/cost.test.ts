import { describe, expect, it } from 'vitest';
import { type SentRecord, Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { Channels } from './index.ts';
import type { Cost } from './model/cost.ts';
import { derive, never } from './testing/derive.ts';
import { inTurn, loopsIn } from './testing/polling.ts';
import { asked, channelsOf, frame, opened } from './testing/websocket.ts';

const sent = (on: string, at = 0, bytes = 300): SentRecord => ({
  kind: 'sent',
  at,
  on,
  headers: [],
  headerBytes: { bytes, estimated: true },
});
const known = { bytes: 100, estimated: false };

/** One connection of a stream that sends these texts. Each took `wire` bytes. */
function connection(on: string, at: number, texts: readonly string[], change = {}): TapeRecord[] {
  const url = 'http://example.test/sse';
  return [
    request(on, { at, url }),
    sent(on, at),
    response(on, { at: at + 5, headerBytes: known, reused: true, ...change }),
    ...texts.map((text, index) => ({ ...chunk(on, at + 10 + index, text), wire: text.length + 6 })),
    { kind: 'end', at: at + 500, on, how: 'complete', wire: 5 },
  ] as TapeRecord[];
}

function tapeOf(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

function costOf(channels: Channels, id: string): Cost | undefined {
  return channels.channel(id)?.cost();
}

describe('an event stream', () => {
  const first = connection('s1', 0, ['data: one\n\n', 'data: two\n\n'], { reused: false });
  const again = connection('s2', 3500, ['data: three\n\n', ': nothing\n\n']);

  it('is the sum of its connections', () => {
    const cost = costOf(derive(tapeOf([...first, ...again])), 's1');
    expect(cost).toMatchObject({
      messages: { received: 3, sent: 0 },
      requests: 2,
      tcpOpened: 1,
      tcpReused: 1,
      unknownReuse: 0,
      protocols: ['http/1.1'],
      requestHeaders: { bytes: 600, estimated: true },
      responseHeaders: { bytes: 200, estimated: false },
      frameHeaders: 0,
      unknownHeaders: 0,
      body: { bytes: 11 * 2 + 13 + 11 + 4 * 6 + 2 * 5, estimated: false },
      empty: null,
      openedAt: 0,
      lastAt: 3511,
    });
  });

  it('is the same however often one looks while it comes', () => {
    const tape = new Tape();
    const channels = new Channels(tape);
    for (const record of [...first, ...again]) {
      tape.append(record);
      while (channels.update(never));
      costOf(channels, 's1');
    }
    expect(costOf(channels, 's1')).toEqual(costOf(derive(tapeOf([...first, ...again])), 's1'));
  });

  it('loses what is split off, and gets it back when it is joined', () => {
    const channels = derive(tapeOf([...first, ...again]));
    const whole = costOf(channels, 's1');
    expect(channels.split('s2')).toBe('s2');
    expect(costOf(channels, 's1')).toMatchObject({ requests: 1, messages: { received: 2, sent: 0 } });
    expect(costOf(channels, 's2')).toMatchObject({ requests: 1, messages: { received: 1, sent: 0 } });
    channels.join('s1', 's2');
    expect(costOf(channels, 's1')).toEqual(whole);
  });

  it('looks at no connection again on which nothing came', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      connection(`c${index}`, index * 4000, ['data: x\n\n']),
    );
    const tape = tapeOf(many.flat());
    const channels = derive(tape);
    expect(costOf(channels, 'c0')).toMatchObject({ requests: 300, messages: { received: 300, sent: 0 } });
    let looks = 0;
    for (const stream of channels.streams()) {
      const { chunks } = stream.tape;
      const total = chunks.total;
      Object.defineProperty(chunks, 'total', {
        get() {
          looks++;
          return total;
        },
        set() {},
      });
    }
    tape.append(chunk('c299', 2_000_000, 'data: y\n\n'));
    channels.update(never);
    expect(costOf(channels, 'c0')?.requests).toBe(300);
    expect(looks).toBeLessThan(5);
  });

  it('says what is estimated or not known', () => {
    const bare = costOf(
      derive(tapeOf([request('s1'), response('s1'), chunk('s1', 10, 'data: x\n\n')])),
      's1',
    );
    expect(bare).toMatchObject({
      tcpOpened: 0,
      unknownReuse: 1,
      unknownHeaders: 2,
      body: { bytes: 9, estimated: true },
    });
  });

  it('counts no less than was read, where the browser has not told the latest bytes and nothing was compressed', () => {
    const late = (headers: readonly (readonly [string, string])[]) => {
      const records = [
        request('s1'),
        response('s1', { headers }),
        { ...chunk('s1', 10, 'data: one\n\n'), wire: 0 },
        { ...chunk('s1', 20, 'data: two\n\n'), wire: 17 },
        { kind: 'end', at: 30, on: 's1', how: 'cancelled' },
      ] as TapeRecord[];
      return costOf(derive(tapeOf(records)), 's1')?.body;
    };
    expect(late([['Content-Type', 'text/event-stream']])).toEqual({ bytes: 22, estimated: true });
    expect(late([['Content-Encoding', 'gzip']])).toEqual({ bytes: 17, estimated: false });
  });

  it('counts a redirect as a request and an answer, whose headers are unknown where they were not told', () => {
    const [asks, left, ...rest] = connection('s1', 0, ['data: x\n\n']);
    const redirect: TapeRecord = {
      kind: 'redirect',
      at: 2,
      on: 's1',
      status: 307,
      url: 'http://example.test/other',
      method: 'GET',
      headers: [],
    };
    const cost = costOf(derive(tapeOf([asks, left, redirect, ...rest] as TapeRecord[])), 's1');
    expect(cost).toMatchObject({ requests: 2, unknownHeaders: 2 });
  });
});

describe('a poll loop', () => {
  const asks = inTurn(6, (index) => ({
    url: `http://site.test/poll?cursor=${index}`,
    held: 3000,
    answer: index % 3 === 2 ? '[]' : '[{"n":1},{"n":2}]',
    reused: index > 0,
  }));

  it('counts requests, messages, empty answers and connections', () => {
    const [loop] = loopsIn(asks);
    expect(loop?.cost()).toMatchObject({
      messages: { received: 8, sent: 0 },
      requests: 6,
      tcpOpened: 1,
      tcpReused: 5,
      requestHeaders: { bytes: 1800, estimated: true },
      responseHeaders: { bytes: 600, estimated: false },
      body: { bytes: 4 * 17 + 2 * 2, estimated: true },
      empty: 2,
    });
  });

  it('counts the request that is held, which is paid for already', () => {
    const [loop] = loopsIn([...asks, { at: 60_000, url: 'http://site.test/poll?cursor=6' }]);
    expect(loop?.cost()).toMatchObject({ requests: 7, empty: 2 });
    expect(loop?.cost().requestHeaders.bytes).toBe(2100);
    expect(loop?.cost()).toEqual(loop?.cost());
  });
});

describe('a socket', () => {
  const handshake = [asked(), sent('ws'), opened()];

  it('counts the bytes before each payload, with the mask of what the page sends', () => {
    const records = [
      ...handshake,
      frame('received', 10, 'x'.repeat(125)),
      frame('received', 11, 'x'.repeat(126)),
      frame('received', 12, new Uint8Array(65_536)),
      frame('sent', 13, 'hi'),
      frame('received', 14, new Uint8Array([3, 232]), 8),
    ];
    expect(channelsOf(records).channel('ws')?.cost()).toMatchObject({
      messages: { received: 3, sent: 1 },
      requests: 1,
      tcpOpened: 1,
      frameHeaders: 2 + 4 + 10 + 6 + 2,
      requestHeaders: { bytes: 300, estimated: true },
      unknownHeaders: 1,
      body: { bytes: 125 + 126 + 65_536 + 2 + 2, estimated: false },
      protocols: ['http/1.1'],
    });
  });

  it('says that payloads were compressed on the wire', () => {
    const answer = response('ws', {
      status: 101,
      headers: [['Sec-WebSocket-Extensions', 'permessage-deflate; server_no_context_takeover']],
    });
    const channels = channelsOf([asked(), answer, frame('received', 10, 'hello')]);
    expect(channels.channel('ws')?.cost().body).toEqual({ bytes: 5, estimated: true });
  });
});
