import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, dateAndTime } from './clocks.ts';
import { ago, delta, duration, seconds } from './durations.ts';
import { combinedHeader, headerValue, headerValues } from './headers.ts';
import { count, list, noun, outOf, percent, plural } from './numbers.ts';
import { quoted } from './quoted.ts';
import { size, sizeInWords } from './sizes.ts';

describe('numbers', () => {
  it('are grouped and agree with their noun', () => {
    expect(count(1204)).toBe('1,204');
    expect(plural(1, 'event')).toBe('1 event');
    expect([noun(1, 'event'), noun(2, 'event')]).toEqual(['event', 'events']);
    expect(plural(0, 'event')).toBe('0 events');
    expect(plural(10_000_000, 'event')).toBe('10,000,000 events');
    expect([plural(1, 'row is', 'rows are'), plural(2, 'row is', 'rows are')]).toEqual([
      '1 row is',
      '2 rows are',
    ]);
  });

  it('are shares, and nothing where there is nothing to take a share of', () => {
    expect([1 / 4, 2 / 3, 0.078, 0.05, 0, 1, 0 / 0].map(percent)).toEqual([
      '25 %',
      '67 %',
      '7.8 %',
      '5 %',
      '0 %',
      '100 %',
      '–',
    ]);
    expect(outOf(1204, 2000)).toBe('1,204 of 2,000');
  });

  it('are listed', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});

describe('sizes', () => {
  it('align in a column', () => {
    expect([0, 999, 1000, 1550, 79_000_000].map(size)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.6 kB',
      '79.0 MB',
    ]);
  });

  it('are words in a sentence', () => {
    expect([1, 812, 9_400, 9_000, 32_100, 1_200_000].map(sizeInWords)).toEqual([
      '1 byte',
      '812 bytes',
      '9.4 kB',
      '9 kB',
      '32 kB',
      '1.2 MB',
    ]);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [4, '4 ms'],
    [24.4, '24 ms'],
    [999.6, '1 s'],
    [1200, '1.2 s'],
    [1254, '1.25 s'],
    [41_000, '41 s'],
    [59_960, '60 s'],
    [75_000, '75 s'],
    [100_000, '100 s'],
    [119_600, '2 min'],
    [185_000, '3 min 5 s'],
    [3_599_600, '1 h'],
    [7_260_000, '2 h 1 min'],
    [-24, '−24 ms'],
  ])('%d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('are never written with a figure that the next unit should have', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
        expect(duration(ms)).toMatch(
          /^(\d{1,3}(\.\d)? ms|\d{1,3}(\.\d{1,2})? s|\d{1,2} min( [1-5]?\d s)?|\d+ h( [1-5]?\d min)?)$/,
        );
      }),
    );
  });

  it('say how long ago', () => {
    expect([400, 9_900, 9_960, 17_400, 185_000].map(ago)).toEqual([
      '0.4 s ago',
      '9.9 s ago',
      '10 s ago',
      '17 s ago',
      '3 min 5 s ago',
    ]);
  });

  it('are "not known" where they are no number', () => {
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect([duration(ms), delta(ms), ago(ms), seconds(ms)]).toEqual(Array(4).fill('not known'));
    }
  });

  it('write differences with their sign', () => {
    expect([delta(null), delta(0), delta(24), delta(-3)]).toEqual(['', '+0 ms', '+24 ms', '−3 ms']);
    expect(seconds(-1)).toBe('−0.001 s');
  });
});

describe('times of day', () => {
  it('are the local clock, and a date in UTC', () => {
    expect(clock(new Date(2024, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006');
    expect(dateAndTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it('never throw, whatever a damaged tape says', () => {
    for (const wall of [Number.NaN, 1e300, -1e300, Number.POSITIVE_INFINITY]) {
      expect([clock(wall), dateAndTime(wall)]).toEqual(['not known', 'not known']);
    }
  });
});

it('headers are found by their name in any case, all of them in their order', () => {
  const headers = [
    ['Via', '1.1 a'],
    ['Content-Type', 'text/plain'],
    ['via', '1.1 b'],
  ] as const;
  expect(headerValue(headers, 'content-TYPE')).toBe('text/plain');
  expect(headerValue(headers, 'via')).toBe('1.1 a');
  expect(headerValue(headers, 'server')).toBeNull();
  expect(combinedHeader(headers, 'VIA')).toBe('1.1 a, 1.1 b');
  expect(combinedHeader(headers, 'server')).toBeNull();
  expect(headerValues(headers, 'VIA')).toEqual(['1.1 a', '1.1 b']);
});

it('a quotation is short, on one line, and hides nothing', () => {
  expect(quoted('a\nb')).toBe('“a␊b”');
  expect(quoted('x'.repeat(50), 4)).toBe('“xxxx…”');
});
