/** Records that fill every view of the panel, for the panel alone. Times are tape milliseconds. */
import type { TapeRecord } from '../../../src/tape/index.ts';
import { chunk, request, response } from '../../../src/tape/testing.ts';

const SPLIT: readonly (readonly [at: number, text: string])[] = [
  [1000, ': connected, heartbeat every 15 s\n\n'],
  [1200, 'event: custom_1\nid: unique_2\ndata: hello\n'],
  [1224, 'event: custom_2\nid: unique_1\ndata: +1\n\n'],
  [1500, 'event: price\ndata: {"symbol":"ACME","price":12345678901234567890.10,"bid":1e400,\n'],
  [1502, 'data: "tags":["a","b",{"deep":null}],"live":true,"note":"line\\nbreak"}\n\n'],
  [2100, 'id: 9\nretry: 3000\n\n'],
  [2400, ':\n\ndata: plain text without any structure\n\nfoo: bar\ndata: x\n\n'],
  [2500, 'event: pri'],
  [2900, 'ce\ndata: {"half":'],
];

/** The tape began `ms` ago: its times lie before now, as those of a capture do. */
const clock = (ms: number): TapeRecord => ({ kind: 'clock', at: 0, wall: Date.now() - ms });
const sent = (on: string, at: number, headers: readonly (readonly [string, string])[] = []): TapeRecord => ({
  kind: 'sent',
  at,
  on,
  headers,
  headerBytes: { bytes: 300, estimated: true },
});

/** A stream in every state, and a flood of `rows` events. */
export function demo(rows: number): TapeRecord[] {
  const url = (name: string) => `https://example.test/${name}`;
  return [
    clock(21_000),
    request('split', { at: 900, url: url('split?lesson=3') }),
    sent('split', 905, [
      ['Accept', 'text/event-stream'],
      ['Authorization', 'Bearer aGVsbG8gd29ybGQgdGhpcyBpcyBzZWNyZXQ'],
      ['Cookie', 'sid=8f14e45fceea167a5a36dedd4bea2543'],
    ]),
    response('split', { at: 950 }),
    ...SPLIT.map(([at, text]) => chunk('split', at, text)),
    request('flood', { at: 3000, url: url('flood'), via: 'fetch', method: 'POST' }),
    sent('flood', 3001),
    response('flood', { at: 3005 }),
    ...flood(0, rows, 3100),
    { kind: 'navigate', at: 20_000, url: url('next'), how: 'navigation' },
    request('missing', { at: 20_050, url: url('missing') }),
    response('missing', {
      at: 20_060,
      status: 404,
      headers: [['content-type', 'text/html']],
      mimeType: 'text/html',
    }),
    { kind: 'end', at: 20_100, on: 'missing', how: 'failed', error: 'net::ERR_ABORTED' },
  ];
}

/** Events `from` to `to` of the flood, a thousand a chunk. */
export function flood(from: number, to: number, at: number): TapeRecord[] {
  const records: TapeRecord[] = [];
  for (let start = from; start < to; start += 1000) {
    let text = '';
    for (let n = start; n < Math.min(to, start + 1000); n++) text += `data: row ${n}\n\n`;
    records.push(chunk('flood', at, text));
  }
  return records;
}

/** A source with this many connections, a WebSocket, and a poll loop: every kind of lane. */
export function lanes(connections: number): TapeRecord[] {
  return [
    clock(Math.max(8000, connections * 1200)),
    ...reconnecting(connections),
    ...webSocket(),
    ...polling(10),
  ].sort((a, b) => ('at' in a ? Number(a.at) : 0) - ('at' in b ? Number(b.at) : 0));
}

/** Each connection lives for a second; the last continues. Nine chunks each: four events, five comments. */
function reconnecting(count: number): TapeRecord[] {
  return Array.from({ length: count }, (_, number): TapeRecord[] => {
    const on = `r${number + 1}`;
    const from = number * 1200;
    return [
      request(on, { at: from, url: 'https://example.test/reconnecting' }),
      sent(on, from + 2),
      response(on, { at: from + 150 }),
      ...Array.from({ length: 9 }, (_, i) =>
        chunk(
          on,
          from + 160 + i * 90,
          i % 2 === 1 ? `data: ${i}\n\n` : i === 0 ? 'retry: 200\n\n: c\n\n' : ': c\n\n',
        ),
      ),
      ...(number === 2
        ? [{ kind: 'gap', at: from + 900, on, why: 'Bytes were lost', bytes: 12 } as const]
        : []),
      ...(number < count - 1 ? [{ kind: 'end', at: from + 1000, on, how: 'complete' } as const] : []),
    ];
  }).flat();
}

/** Frames both ways. */
function webSocket(): TapeRecord[] {
  const frame = (at: number, direction: 'sent' | 'received'): TapeRecord => {
    const bytes = new TextEncoder().encode(`{"at":${at}}`);
    return { kind: 'frame', at, on: 'ws', direction, opcode: 1, bytes, length: bytes.length };
  };
  return [
    request('ws', { at: 10, url: 'wss://example.test/socket', via: 'websocket', headers: [] }),
    sent('ws', 12),
    response('ws', { at: 200, status: 101, headers: [], mimeType: '' }),
    ...Array.from({ length: 11 }, (_, i) => frame(300 + i * 330, 'sent')),
    ...Array.from({ length: 76 }, (_, i) => frame(320 + i * 70, 'received')),
  ];
}

/** A poll loop: each request held for 550 ms. */
function polling(cycles: number): TapeRecord[] {
  return Array.from({ length: cycles }, (_, cycle): TapeRecord[] => {
    const on = `p${cycle + 1}`;
    const at = 20 + cycle * 560;
    return [
      request(on, {
        at,
        url: 'https://example.test/polling',
        headers: [],
        via: 'fetch',
        exchange: true,
        initiator: { url: 'https://example.test/app.js', line: 10, column: 5, functionName: 'poll' },
      }),
      sent(on, at),
      response(on, {
        at: at + 550,
        headers: [['content-type', 'application/json']],
        mimeType: 'application/json',
      }),
      chunk(on, at + 550, '[{"n":1}]'),
      { kind: 'end', at: at + 550, on, how: 'complete' },
    ];
  }).flat();
}

/** So many addresses, each asked three times; the eighth fails, and each twentieth after it. Later than the navigation of the demo. */
export function repeating(addresses: number): TapeRecord[] {
  const groups = Array.from({ length: addresses }, (_, group): TapeRecord[] =>
    [0, 1, 2].flatMap((round) => {
      const on = `g${group + 1}-${round + 1}`;
      const at = 20_120 + group * 5 + round * 200;
      const isBad = group % 20 === 7;
      return [
        request(on, {
          at,
          url: `https://example.test/api/part-${group + 1}?of=${'abc'[round]}`,
          headers: [],
          via: 'fetch',
          exchange: true,
          initiator: { url: 'https://example.test/app.js', line: 40, column: 5, functionName: 'load' },
        }),
        sent(on, at),
        response(on, {
          at: at + 30,
          status: isBad ? 503 : 200,
          headers: [['content-type', 'application/json']],
          mimeType: 'application/json',
        }),
        chunk(on, at + 30, isBad ? '{"error":"overloaded"}' : '[{"n":1}]'),
        { kind: 'end', at: at + 30, on, how: 'complete' },
      ];
    }),
  );
  return groups.flat().sort((a, b) => ('at' in a ? Number(a.at) : 0) - ('at' in b ? Number(b.at) : 0));
}

/**
 * So many streams: each address differs in the middle of its query alone. Each tenth is a WebSocket; the eighth fails, and
 * each twentieth after it; of the others half have ended. Those of a hundred share a host.
 */
export function many(count: number): TapeRecord[] {
  const streams = Array.from({ length: count }, (_, number): TapeRecord[] => {
    const on = `m${number + 1}`;
    const at = number * 10;
    const host = `host-${Math.floor(number / 100) + 1}.example.test`;
    const query = `channel=prices&streamId=${number + 1}&format=json`;
    if (number % 10 === 4) {
      const bytes = new TextEncoder().encode(`{"n":${number}}`);
      return [
        request(on, { at, url: `wss://${host}/socket?${query}`, via: 'websocket', headers: [] }),
        sent(on, at + 1),
        response(on, { at: at + 5, status: 101, headers: [], mimeType: '' }),
        { kind: 'frame', at: at + 6, on, direction: 'received', opcode: 1, bytes, length: bytes.length },
      ];
    }
    const url = `https://${host}/live/stream?${query}`;
    if (number % 20 === 7) {
      const headers = [['content-type', 'text/html']] as const;
      return [
        request(on, { at, url }),
        sent(on, at + 1),
        response(on, { at: at + 5, status: 503, headers, mimeType: 'text/html' }),
        { kind: 'end', at: at + 6, on, how: 'failed', error: 'net::ERR_ABORTED' },
      ];
    }
    return [
      request(on, { at, url }),
      sent(on, at + 1),
      response(on, { at: at + 5 }),
      chunk(on, at + 6, 'data: x\n\n'.repeat(1 + (number % 7))),
      ...(number % 2 === 0 ? [] : [{ kind: 'end', at: at + 9, on, how: 'complete' } as const]),
    ];
  });
  return [clock(count * 10 + 1000), ...streams.flat()].sort(
    (a, b) => ('at' in a ? Number(a.at) : 0) - ('at' in b ? Number(b.at) : 0),
  );
}
