import { expect, test } from 'vitest';
import { Tape, type TapeRecord } from '../../../tape/index.ts';
import { open, receive, send, UNKNOWN } from '../../testing/clients.ts';
import { derive } from '../../testing/derive.ts';
import { type Ask, askTape, loopsOf, recordsOf } from '../../testing/polling.ts';

/** What a browser reports at one time: a request, the beginning of an answer, or its end. */
interface Report {
  readonly records: readonly TapeRecord[];
  /** How many requests had been reported when it happened. */
  readonly slot: number;
}

function reportsOf(asks: readonly Ask[]) {
  const slotOf = (at: number) => asks.filter((ask) => ask.at <= at).length;
  return asks.map((ask, index) => {
    const records: readonly TapeRecord[] = recordsOf(ask, `x${index + 1}`);
    const answered = records.findIndex(({ kind }) => kind === 'response');
    const ended = records.findIndex(({ kind }) => kind === 'end');
    const begin = answered < 0 ? ended : answered;
    const end = ended < 0 ? records.length : ended;
    const slot = slotOf(ask.at + (ask.held ?? 0));
    const rest = [records.slice(begin, end), records.slice(end)].filter(({ length }) => length > 0);
    return {
      asked: records.slice(0, begin),
      rest: begin < 0 ? [] : rest.map((each): Report => ({ records: each, slot })),
    };
  });
}

/** Every order in which these can be reported: requests as they are made, answers when they come or any number of requests later. */
function* everyTape(asks: readonly Ask[]): Generator<Tape> {
  const exchanges = reportsOf(asks);
  const late = exchanges.flatMap(({ rest }) => rest);
  for (const slots of everySlots(
    exchanges.map(({ rest }) => rest),
    asks.length,
  )) {
    const tape = new Tape();
    tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
    for (let slot = 0; slot <= asks.length; slot++) {
      const now = late.filter((_, index) => slots[index] === slot).flatMap(({ records }) => records);
      now.sort((a, b) => a.at - b.at);
      for (const record of [...now, ...(exchanges[slot]?.asked ?? [])]) tape.append(record);
    }
    yield tape;
  }
}

/** For each report the slot in which it comes: none before it happened, and none before another of its exchange. */
function everySlots(exchanges: readonly (readonly Report[])[], last: number): number[][] {
  return exchanges.reduce<number[][]>(
    (all, reports) => all.flatMap((before) => slotsOf(reports, last).map((own) => [...before, ...own])),
    [[]],
  );
}

function slotsOf(reports: readonly Report[], last: number, from = 0): number[][] {
  const [first, ...others] = reports;
  if (!first) return [[]];
  const slots = Array.from({ length: last + 1 }, (_, slot) => slot).filter(
    (slot) => slot >= Math.max(from, first.slot),
  );
  return slots.flatMap((slot) => slotsOf(others, last, slot).map((rest) => [slot, ...rest]));
}

/** What differs between the orders: conversations with their requests and sessions, and how often each was seen. */
function seenIn(asks: readonly Ask[]): string[] {
  const seen = new Set<string>();
  for (const tape of everyTape(asks)) {
    const loops = loopsOf(derive(tape));
    seen.add(
      loops.map((loop) => `${loop.cycleCount} of ${loop.overview().client?.sessions} sessions`).join(', '),
    );
  }
  return [...seen];
}

/** Its own requests are refused, so that the page opens another session. */
const reconnect: Ask[] = [
  open(0, 'a'),
  receive(10, 'a', { ...UNKNOWN, held: 900 }),
  open(1000, 'b'),
  receive(1010, 'b', { held: 20 }),
];

test('a session that follows another one continues it, however late the answers to that are reported', () => {
  expect(seenIn(reconnect)).toEqual(['4 of 2 sessions']);
  const stopped: Ask = receive(10, 'a', { held: 900, status: 0, end: { how: 'cancelled' } });
  const [first, , ...after] = reconnect;
  expect(seenIn([first as Ask, stopped, ...after])).toEqual(['4 of 2 sessions']);
});

test('so does a third one', () => {
  const [, , ...second] = reconnect;
  const asks = [receive(10, 'a', { held: 900 }), ...second, open(1100, 'c')];
  expect(seenIn(asks)).toEqual(['4 of 3 sessions']);
});

test('two at once are two rows, however late their answers are reported', () => {
  const asks = [open(0, 'a'), receive(10, 'a'), open(500, 'b'), receive(510, 'b', { held: 20 })];
  expect(seenIn(asks)).toEqual(['2 of 1 sessions, 2 of 1 sessions']);
});

test('a session that asks on beside a later one is another’s', () => {
  const asks = [open(0, 'a'), receive(10, 'a', { held: 985 }), open(994, 'b'), send(996, 'a', '42[1]')];
  for (const seen of seenIn(asks))
    expect(seen).toMatch(/^(3 of 1 sessions, 1 of 1|3 of 1 sessions, 1 of 0) sessions$/);
});

test('what was shown of it comes along, and the row that it had is gone', () => {
  const [opened, held, ...second] = reconnect as [Ask, Ask, ...Ask[]];
  const tape = askTape([opened, { ...held, held: undefined as never }, ...second]);
  const channels = derive(tape);
  expect(loopsOf(channels).map((loop) => loop.cycleCount)).toEqual([2, 2]);
  tape.append({ kind: 'end', at: 990, on: 'x2', how: 'cancelled' });
  while (channels.update(() => false));
  const [loop, ...others] = loopsOf(channels);
  expect(others).toEqual([]);
  const rows = Array.from({ length: loop?.rows.count ?? 0 }, (_, key) => loop?.rows.text(key)?.data);
  expect(rows).toEqual(['0{"sid":"a"}', '', '0{"sid":"b"}', '42["said","x"]']);
  expect(loop?.summary().connections).toBe(4);
});
