import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Channels, EndpointChoices, PENDING } from '../../channels/index.ts';
import { derive } from '../../channels/testing/derive.ts';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../tape/testing.ts';
import { Player } from './player.ts';

const tapeOf = (records: readonly TapeRecord[]): Tape => {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
};

const playerOf = (tape: Tape): Player => new Player(derive(tape), new EndpointChoices());

/** All that a panel could see, as plain values. */
function seen(channels: Channels): unknown {
  while (channels.update(() => false));
  return channels.rows().map((row) => {
    const channel = channels.channel(row.id);
    if (!channel) return row;
    const { rows } = channel;
    const keys = [...Array(rows.count).keys(), ...(rows.hasPending ? [PENDING] : [])];
    return [row, keys.map((key) => rows.describe(key)), channels.detail(row.id)];
  });
}

const piece = fc.constantFrom(
  'data: a\n',
  'id: 1\n',
  '\n',
  ': c\n',
  'event: x\r',
  '\n\n',
  'da',
  'ta: b',
  'retry: 5\n',
);
const at = fc.nat(300);
const anyRecord: fc.Arbitrary<TapeRecord> = fc
  .tuple(fc.constantFrom('a', 'b'), at, fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(9))
  .map(([on, at, pieces, kind]): TapeRecord => {
    if (kind === 0) return { kind: 'end', at, on, how: 'complete' };
    if (kind === 1) return { kind: 'gap', at, on, why: 'a test' };
    return chunk(on, at, pieces.join(''));
  });
const anyRecords = fc
  .array(anyRecord, { maxLength: 12 })
  .map((records) =>
    [request('a'), response('a'), request('b'), response('b'), ...records].sort((a, b) => a.at - b.at),
  );

describe('a moment', () => {
  it('shows what was seen then, wherever one comes from', () => {
    fc.assert(
      fc.property(anyRecords, fc.array(at, { minLength: 1, maxLength: 6 }), (records, times) => {
        const player = playerOf(tapeOf(records));
        for (const time of times) {
          player.seek(time);
          const to = Math.min(time, player.end);
          const past = records.filter((record) => record.at <= to);
          expect(seen(player.channels)).toEqual(seen(derive(tapeOf(past))));
          expect(player.at).toBe(to);
        }
      }),
    );
  });

  it('does not know what is captured after it was opened', () => {
    const tape = streamTape(['data: 1\n\n']);
    const player = playerOf(tape);
    tape.append(chunk('sse', 20, 'data: 2\n\n'));
    player.seek(1000);
    expect(player.channels.channel('sse')?.rows.count).toBe(1);
    expect(player.at).toBe(10);
  });
});

describe('a response in pieces', () => {
  const lines: readonly TapeRecord[] = [
    request('lines', { exchange: true, via: 'fetch' }),
    response('lines', { mimeType: 'application/x-ndjson', headers: [] }),
  ];

  it('is shown at each moment as it was seen then', () => {
    const part = fc.constantFrom('{"a":1}', '\n', '{"a"', ':2}\n', 'no', '[');
    const chunks = fc.array(fc.tuple(at, fc.array(part, { minLength: 1, maxLength: 4 })), { maxLength: 8 });
    fc.assert(
      fc.property(
        chunks,
        fc.array(at, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (all, times, isOver) => {
          const records = [...lines, ...all.map(([time, parts]) => chunk('lines', time + 5, parts.join('')))];
          if (isOver) records.push({ kind: 'end', at: 310, on: 'lines', how: 'complete' });
          records.sort((a, b) => a.at - b.at);
          const player = playerOf(tapeOf(records));
          for (const time of times) {
            player.seek(time);
            const past = records.filter((record) => record.at <= Math.min(time, player.end));
            expect(seen(player.channels)).toEqual(seen(derive(tapeOf(past))));
          }
        },
      ),
    );
  });

  it('is stepped through record by record', () => {
    const player = playerOf(
      tapeOf([...lines, chunk('lines', 10, '{"a":1}\n{"a":2}\n{"a'), chunk('lines', 20, '":3}\n')]),
    );
    const counts: (number | undefined)[] = [];
    while (!player.isAtEnd) {
      player.step('lines', 'event', 'forward');
      counts.push(player.channels.channel('lines')?.rows.count);
    }
    expect(counts).toEqual([1, 2, 3]);
  });
});

describe('steps', () => {
  const split = [
    'event: custom_1\nid: unique_2\nda',
    'ta: hello\nevent: custom_2\r',
    '\nid: unique_1\ndata: +1\n\n',
  ];

  function linesOfBlock(player: Player): unknown {
    const channel = player.channels.channel('sse');
    const block = channel?.block(channel.rows.hasPending ? PENDING : 0);
    return block?.lineCount ?? 0;
  }

  it('goes line by line through a message that came in pieces', () => {
    const player = playerOf(streamTape(split));
    const lines: unknown[] = [];
    while (!player.isAtEnd) {
      player.step('sse', 'line', 'forward');
      lines.push(linesOfBlock(player));
    }
    expect(lines).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(player.channels.channel('sse')?.rows.count).toBe(1);
  });

  it('goes chunk by chunk, the answer and the end being steps as well', () => {
    const tape = streamTape(split);
    tape.append({ kind: 'end', at: 99, on: 'sse', how: 'complete' });
    const player = playerOf(tape);
    const times: number[] = [];
    while (!player.isAtEnd) {
      player.step('sse', 'chunk', 'forward');
      times.push(player.at);
    }
    expect(times).toEqual([5, 10, 20, 30, 99]);
  });

  it('goes event by event, comments and discarded blocks included', () => {
    const player = playerOf(streamTape(['data: 1\n\n: c\ndata: 2\n', '\nid: 3\n\nda', 'ta: 4\n\n']));
    const counts: (number | undefined)[] = [];
    while (!player.isAtEnd) {
      player.step('sse', 'event', 'forward');
      counts.push(player.channels.channel('sse')?.rows.count);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
  });

  it('leads back the way it came', () => {
    fc.assert(
      fc.property(
        anyRecords,
        fc.constantFrom('chunk' as const, 'line' as const, 'event' as const),
        (records, unit) => {
          const player = playerOf(tapeOf(records));
          const way = [];
          for (let steps = 0; !player.isAtEnd && steps < 100; steps++) {
            player.step('a', unit, 'forward');
            way.push({ at: player.at, seen: seen(player.channels) });
          }
          // The end of the tape need not be a stop.
          way.pop();
          for (const state of way.reverse()) {
            player.step('a', unit, 'back');
            expect({ at: player.at, seen: seen(player.channels) }).toEqual(state);
          }
        },
      ),
    );
  });
});

describe('playing', () => {
  it('lets time pass as fast as it went, or faster', () => {
    const player = playerOf(streamTape(['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']));
    player.play();
    player.tick(10);
    expect(player.channels.update(() => false)).toBe(false);
    expect(player.channels.channel('sse')?.rows.count).toBe(1);
    player.speed = 10;
    player.tick(1);
    while (player.channels.update(() => false));
    expect(player.channels.channel('sse')?.rows.count).toBe(2);
    player.tick(100);
    expect(player.isPlaying).toBe(false);
    expect(player.at).toBe(30);
    player.play();
    expect(player.at).toBe(player.start);
  });

  it('makes a long silence short where it is asked to', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append(chunk('sse', 60_000, 'data: 2\n\n'));
    const player = playerOf(tape);
    player.shortens = true;
    player.play();
    player.tick(10);
    player.tick(10);
    expect(player.at).toBe(59_010);
    player.tick(990);
    expect(player.at).toBe(60_000);
  });

  it('as fast as possible comes to the end', () => {
    const player = playerOf(streamTape(Array.from({ length: 500 }, (_, n) => `data: ${n}\n\n`)));
    player.speed = 'fastest';
    player.play();
    for (let ticks = 0; player.isPlaying && ticks < 1000; ticks++) player.tick(0);
    while (player.channels.update(() => false));
    expect(player.channels.channel('sse')?.rows.count).toBe(500);
    expect(player.isAtEnd).toBe(true);
  });
});

it('goes back in a long tape from a checkpoint, not from the beginning', () => {
  const many = 200_000;
  const tape = streamTape([]);
  for (let n = 0; n < many; n++) tape.append(chunk('sse', 10 + n, `id: ${n}\ndata: ${n}\n\n`));
  const player = playerOf(tape);
  while (player.work(() => false));
  player.seek(player.end);
  while (player.channels.update(() => false));
  while (player.work(() => false));
  // A new moment would have to read everything again.
  const before = player.channels;
  player.seek(10 + many - 1000);
  expect(player.channels).not.toBe(before);
  const behind = player.channels.channel('sse')?.rows.count ?? 0;
  expect(behind).toBeGreaterThan(many / 2);
  while (player.channels.update(() => false));
  expect(player.channels.channel('sse')?.rows.count).toBe(many - 999);
});
