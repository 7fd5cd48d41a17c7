import { expect, it } from 'vitest';
import { someCost, someDelay } from '../shared/testing/values.ts';
import type { Figures } from '../types.ts';
import { delaySentence, delayWords } from './delay-words.ts';
import { figureRows, hasEstimates } from './figure-rows.ts';
import { markdownOf, tsvOf } from './table-text.ts';

it('does not hold the figures of a recording against those of servers', () => {
  const row = (isCompared?: (column: number) => boolean) =>
    figureRows(SIDE_BY_SIDE, isCompared)
      .find(({ name }) => name === 'Requests')
      ?.cells.map(({ isBest }) => isBest);
  expect(row()).toEqual([true, false, true]);
  expect(row((column) => column !== 0)).toEqual([false, false, true]);
});

const none = { kind: 'none', why: 'no-time', looked: 4 } as const;

/** An event stream, a poll loop and a socket that brought the same. */
const SIDE_BY_SIDE: readonly Figures[] = [
  {
    cost: someCost({
      messages: { received: 20, sent: 0 },
      tcpOpened: 0,
      tcpReused: 1,
      body: { bytes: 1150, estimated: false },
      lastAt: 4000,
    }),
    delay: someDelay({ median: 3.2, p95: 9, worst: 11 }),
  },
  {
    cost: someCost({
      messages: { received: 20, sent: 0 },
      requests: 22,
      tcpOpened: 1,
      tcpReused: 21,
      protocols: ['h2', 'http/1.1'],
      requestHeaders: { bytes: 13_200, estimated: true },
      responseHeaders: { bytes: 4400, estimated: false },
      body: { bytes: 900, estimated: false },
      empty: 2,
      lastAt: 4000,
    }),
    delay: someDelay({ median: 9, p95: 9, worst: 2000 }),
  },
  {
    cost: someCost({
      messages: { received: 19, sent: 1 },
      frameHeaders: 44,
      requestHeaders: { bytes: 500, estimated: false },
      body: { bytes: 800, estimated: false },
      lastAt: 10_000,
    }),
    delay: none,
  },
];

/** The cells of a row, the best marked. */
function cells(name: string, figures = SIDE_BY_SIDE): string[] | undefined {
  return figureRows(figures)
    .find((row) => row.name === name)
    ?.cells.map(({ text, isBest }) => (isBest ? `${text} ✓` : text));
}

it.each([
  ['Protocol', ['HTTP/1.1', 'HTTP/2, HTTP/1.1', 'HTTP/1.1']],
  ['Messages', ['20', '20', '20, 1 of them sent']],
  ['Time', ['4 s', '4 s', '10 s']],
  ['Messages per second', ['5.0', '5.0', '2.0']],
  ['Requests', ['1 ✓', '22', '1 ✓']],
  ['TCP connections opened', ['0 ✓', '1', '1']],
  ['Header bytes', ['≈ 850 B', '≈ 17.6 kB', '≈ 794 B']],
  ['Bytes per message', ['≈ 100', '≈ 925', '≈ 80 ✓']],
  ['Header share', ['≈ 43 % ✓', '≈ 95 %', '≈ 50 %']],
  ['Empty answers', ['–', '2 (9.1 %)', '–']],
  ['Delay, median', ['3.2 ms ✓', '9 ms', '–']],
  ['Delay, 95 %', ['9 ms', '9 ms', '–']],
  ['Delay, worst', ['11 ms ✓', '2 s', '–']],
])('%s', (name, expected) => {
  expect(cells(name)).toEqual(expected);
});

it('marks nothing where there is nothing to compare, and does not count unknown TCP connections as fewer', () => {
  const [first] = SIDE_BY_SIDE;
  if (!first) throw new Error('none');
  expect(cells('Requests', [first])).toEqual(['1']);
  const unknown = { ...first, cost: someCost({ tcpOpened: 0, unknownReuse: 2 }) };
  const second = { ...first, cost: someCost({ tcpOpened: 1 }) };
  expect(cells('TCP connections opened', [unknown, second])).toEqual(['0, 2 not known', '1']);
});

it('has nothing to say of what has brought nothing', () => {
  const empty: Figures = {
    cost: someCost({
      requestHeaders: { bytes: 0, estimated: false },
      responseHeaders: { bytes: 0, estimated: false },
      protocols: [],
    }),
    delay: none,
  };
  for (const name of [
    'Protocol',
    'Messages per second',
    'Bytes per message',
    'Header share',
    'Delay, median',
  ])
    expect(cells(name, [empty])).toEqual(['–']);
  expect(hasEstimates([empty])).toBe(false);
  expect(hasEstimates([{ ...empty, cost: someCost({ unknownHeaders: 1 }) }])).toBe(true);
});

it('says where a delay is from, and what is wrong with it', () => {
  expect(delayWords(someDelay())).toBe(
    'measured from the field “sent” (Unix ms), found in 20 of 20 messages',
  );
  expect(delayWords(someDelay({ by: '', form: 'iso', isSample: true, timed: 900, looked: 1000 }))).toBe(
    'measured from the data itself (date and time), found in 900 of 1,000 messages chosen from all',
  );
  expect(delayWords(someDelay({ wholeSeconds: true }))).toMatch(/can be up to 1 s too long$/);
  expect(delayWords(someDelay({ negative: 3 }))).toMatch(
    /3 of them came before their time: the clocks .* differ/,
  );
  expect(delaySentence(none)).toMatch(/^Not known: no time in the messages .*\.$/);
  expect(delaySentence(someDelay())).toMatch(/^Measured from the field “sent” .*\.$/);
});

it('writes the table as text that does not break it', () => {
  const table = [
    ['', 'a|b', 'c'],
    ['Protocol', 'x\ty', '1'],
  ];
  expect(markdownOf(table)).toBe('|  | a\\|b | c |\n| --- | ---: | ---: |\n| Protocol | x\ty | 1 |\n');
  expect(tsvOf(table)).toBe('\ta|b\tc\nProtocol\tx y\t1\n');
});

it('does not count as nothing what was not recorded of a stream that was opened before', () => {
  const none = { bytes: 0, estimated: false };
  const cost = someCost({
    messages: { received: 19, sent: 0 },
    tcpOpened: 0,
    unknownReuse: 1,
    protocols: [],
    requestHeaders: none,
    responseHeaders: none,
    unknownHeaders: 2,
    openedBefore: 1,
    body: { bytes: 741, estimated: true },
    lastAt: 5470,
  });
  const said = figureRows([{ cost, delay: { kind: 'none', why: 'no-time', looked: 4 } }]);
  const text = (name: string) => said.find((row) => row.name === name)?.cells[0]?.text;
  for (const name of [
    'Protocol',
    'TCP connections opened',
    'Header bytes',
    'Bytes per message',
    'Header share',
  ])
    expect([name, text(name)]).toEqual([name, 'not known']);
  expect([text('Time'), text('Body bytes')]).toEqual(['≥ 5.47 s', '≥ 741 B']);
});
