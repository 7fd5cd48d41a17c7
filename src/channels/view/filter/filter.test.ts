import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type FilterRow, findFilter, parseFilter } from './filter.ts';
import { FILTER_KEYS } from './keys/index.ts';
import { meantKey } from './misspelt.ts';

interface Change extends Partial<Omit<FilterRow, 'text'>> {
  readonly type?: string;
  readonly id?: string;
  readonly data?: string;
  readonly direction?: 'sent' | 'received' | 'injected';
}

function row({ type = 'message', id = '', data = '', direction, ...rest }: Change = {}): FilterRow {
  const text = { type, id, data, ...(direction && { direction }) };
  return { text, kind: 'event', size: 0, delta: null, ...rest };
}

/** Whether a row passes a filter that has nothing wrong. */
function passes(text: string, change: Change): boolean {
  const { filter, error } = parseFilter(text);
  expect(error).toBeNull();
  return filter.matches(row(change));
}

/** What is wrong, with the part of the text that it is about. */
function wrong(text: string): { said: string; at: string; instead: string | null } | null {
  const { error, filter } = parseFilter(text);
  if (!error) return null;
  expect(filter.passesAll).toBe(true);
  return { said: error.text, at: text.slice(error.start, error.end), instead: error.instead };
}

describe('several terms', () => {
  test.each<[string, Change, boolean]>([
    // One key: one of the values.
    ['type:a type:b', { type: 'a' }, true],
    ['type:a type:b', { type: 'b' }, true],
    ['type:a type:b', { type: 'c' }, false],
    ['type:a id:7 type:b', { type: 'b', id: '7' }, true],
    ['data:x data:y', { data: 'only y' }, true],
    ['is:comment is:discarded', { kind: 'discarded' }, true],
    // Different keys, and words: all.
    ['type:a id:7', { type: 'a' }, false],
    ['type:a word', { type: 'a', data: 'a word' }, true],
    ['type:a word', { type: 'a' }, false],
    ['one two', { data: 'one' }, false],
    ['one two', { data: 'two one' }, true],
    // Negated: each must not be.
    ['-type:a -type:b', { type: 'a' }, false],
    ['-type:a -type:b', { type: 'b' }, false],
    ['-type:a -type:b', { type: 'c' }, true],
    ['type:a type:b -type:b', { type: 'b' }, false],
    ['-one -two', { data: 'two' }, false],
    // Two ends of a range narrow.
    ['size:>1k size:<2k', { size: 1500 }, true],
    ['size:>1k size:<2k', { size: 3000 }, false],
  ])('%j on %j', (filter, change, is) => {
    expect(passes(filter, change)).toBe(is);
  });
});

describe('OR and brackets', () => {
  test.each<[string, Change, boolean]>([
    ['apple OR pear', { data: 'a pear' }, true],
    ['apple OR pear', { data: 'a plum' }, false],
    ['apple pie OR pear', { data: 'apple' }, false],
    ['apple pie OR pear', { data: 'pear' }, true],
    ['(apple OR pear) pie', { data: 'pear pie' }, true],
    ['(apple OR pear) pie', { data: 'pear' }, false],
    ['-(apple OR pear)', { data: 'plum' }, true],
    ['-(apple OR pear)', { data: 'pear' }, false],
    ['type:a OR size:>1k', { type: 'b', size: 2000 }, true],
    ['((a) OR (b c))', { data: 'bc' }, true],
    ['(data:x) (data:y)', { data: 'only y' }, false],
    ['(/^p.a/ OR "a b")', { data: 'pear' }, true],
    // As text.
    ['or', { data: 'either or' }, true],
    ['"OR"', { data: 'ORDER' }, true],
    ['ORDER', { data: 'my order' }, true],
    ['call(x)', { data: 'call(x)' }, true],
    ['(call(x) OR y)', { data: 'call(x)' }, true],
    ['a) b', { data: 'a) b' }, true],
    ['"("', { data: 'f(' }, true],
    ['- a', { data: 'a - b' }, true],
  ])('%j on %j', (filter, change, is) => {
    expect(passes(filter, change)).toBe(is);
  });

  test.each([
    ['a OR', 'OR'],
    ['OR a', 'OR'],
    ['(a OR ) b', 'OR'],
    ['x (a b', '('],
    ['x -() y', '()'],
  ])('%j is said to be wrong at %j', (filter, at) => {
    expect(wrong(filter)?.at).toBe(at);
    expect(wrong(filter)?.said).toMatch(/put (it|them) in quotes|To search for/);
  });
});

it('takes a text of nothing but brackets', () => {
  expect(wrong('('.repeat(100_000))?.said).toMatch(/Too many brackets/);
});

describe('a key that does not exist', () => {
  test.each([
    ['tpye:price', 'tpye:', 'type:price'],
    ['id:1 -Typ:a  b', 'Typ:', 'id:1 -type:a  b'],
    ['types:a', 'types:', 'type:a'],
    ['tyoe:a', 'tyoe:', 'type:a'],
    ['event:price', 'event:', 'type:price'],
    ['(dleta:>2s OR x)', 'dleta:', '(delta:>2s OR x)'],
    ['dri:in', 'dri:', 'dir:in'],
    ['di:7', 'di:', 'id:7'],
    ['tpye:', 'tpye:', 'type:'],
    ['tpye:/^p/', 'tpye:', 'type:/^p/'],
  ])('%j is said, with its place', (filter, at, instead) => {
    expect(wrong(filter)).toEqual({
      said: expect.stringContaining(`There is no filter ${at}.`),
      at,
      instead,
    });
    expect(wrong(filter)?.said).toMatch(/Did you mean [a-z]+:\?/);
  });

  test.each([
    'http://x',
    'data-x:1',
    'tpye://x',
    '12:30',
    'status:200',
    'urn:isbn:1',
    'it:x',
    'date:2026',
    ':)',
    '"tpye:price"',
  ])('%j is text', (text) => {
    const sought = text.replaceAll('"', '');
    expect(passes(text, { data: `see ${sought} there` })).toBe(true);
    expect(passes(text, { data: 'see' })).toBe(false);
  });

  it('is no key of ours', () => {
    for (const { name } of FILTER_KEYS) {
      for (const other of FILTER_KEYS) expect(other.also ?? []).not.toContain(name);
    }
    expect(['a', 'x', 'name', 'time', 'http', 'error'].map(meantKey)).toEqual(Array(6).fill(null));
  });
});

describe('keys', () => {
  test.each<[string, Change, boolean]>([
    ['TYPE:Price', { type: 'price' }, true],
    ['type:"two words"', { type: 'two words' }, true],
    ['type:""', { type: '' }, true],
    ['type:/^pr/', { type: 'price' }, true],
    ['data:7', { id: '7' }, false],
    ['dir:in', { direction: 'received' }, true],
    ['dir:in', { direction: 'injected' }, false],
    ['dir:out', { direction: 'sent' }, true],
    ['dir:sent', { direction: 'sent' }, true],
    ['dir:rec', { direction: 'received' }, true],
    ['dir:out', {}, false],
    ['-dir:out', {}, true],
    ['is:event', { kind: 'message' }, true],
    ['is:Comment', { kind: 'comment' }, true],
    ['-is:comment', { kind: 'comment' }, false],
    ['size:>1k', { size: 1000 }, false],
    ['size:>=1kB', { size: 1000 }, true],
    ['size:<=2.5M', { size: 2_500_000 }, true],
    ['size:100..200', { size: 200 }, true],
    ['size:100..200', { size: 201 }, false],
    ['size:12', { size: 12 }, true],
    ['size:=12', { size: 12 }, true],
    ['delta:>2s', { delta: 2001 }, true],
    ['delta:>2s', { delta: 2000 }, false],
    ['delta:<50', { delta: 20 }, true],
    ['delta:1min..2min', { delta: 90_000 }, true],
    ['delta:<50ms', { delta: null }, false],
    // What is still to be typed asks for nothing.
    ['type: x', { data: 'x' }, true],
    ['size:', {}, true],
  ])('%j on %j', (filter, change, is) => {
    expect(passes(filter, change)).toBe(is);
  });

  test.each([
    ['size:large x', 'large', /size:>1k/],
    ['size:>', '>', /size:>1k/],
    ['size:1q', '1q', /size:>1k/],
    ['size:1..2..3', '1..2..3', /size:>1k/],
    ['size:/1/', '/1/', /size:>1k/],
    ['a delta:>2kg', '>2kg', /delta:>2s/],
    ['dir:up', 'up', /“up”.*in, out or injected/],
    ['is:good', 'good', /“good”.*comment/],
    ['is:/x/', '/x/', /comment/],
    ['x /(/ y', '/(/', /regular expression/i],
    ['type:/[/', '/[/', /regular expression/i],
  ])('%j is said to be wrong at %j', (filter, at, said) => {
    expect(wrong(filter)?.at).toBe(at);
    expect(wrong(filter)?.said).toMatch(said);
  });

  it('have an example that is right', () => {
    for (const { name, example } of FILTER_KEYS) {
      expect(example.startsWith(`${name}:`)).toBe(true);
      expect(wrong(example)).toBeNull();
    }
    for (const { name, values = [] } of FILTER_KEYS)
      for (const value of values) expect(wrong(`${name}:${value}`)).toBeNull();
  });
});

it('never throws, names a place within the text, and reads what it proposes', () => {
  const part = fc.constantFrom(
    'type:',
    'tpye:',
    'size:>',
    '(',
    ')',
    '-',
    'OR',
    ' ',
    '"',
    '/',
    'a',
    '1k',
    '\\',
    ':',
    '*',
    'id',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const { error, filter } = parseFilter(text);
      filter.matches(row({ data: text }));
      if (!error) return;
      expect(error.start).toBeLessThan(error.end);
      expect(error.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});

describe('stars', () => {
  const fits = (pattern: string, id: string) => parseFilter(`id:${pattern}`).filter.matches(row({ id }));

  it('stand for anything, as in a regular expression of them', () => {
    const letters = (units: string[], maxLength: number) =>
      fc.array(fc.constantFrom(...units), { minLength: 1, maxLength }).map((all) => all.join(''));
    fc.assert(
      fc.property(letters(['a', 'b', 'B', '*'], 6), letters(['a', 'A', 'b', '.'], 8), (pattern, id) => {
        const regex = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'is');
        expect(fits(pattern, id)).toBe(regex.test(id));
      }),
      { numRuns: 2000 },
    );
  });

  it('of which there are many, over a long value that the server chose, are matched at once', () => {
    // As a regular expression this takes longer than anyone waits.
    const pattern = `${'*a'.repeat(30)}*b`;
    expect(fits(pattern, 'a'.repeat(100_000))).toBe(false);
    expect(fits(pattern, `${'a'.repeat(100_000)}b`)).toBe(true);
  });
});

describe('what the find bar seeks', () => {
  const finds = (text: string, change: Change) => findFilter(text).matches(row(change));

  it('is text as it is, anywhere', () => {
    expect(finds('type:a (b', { data: 'see TYPE:A (b)' })).toBe(true);
    expect(finds('one two', { data: 'two one' })).toBe(false);
    expect(finds('-one', { data: 'two' })).toBe(false);
    expect(finds('pri', { type: 'price' })).toBe(true);
    expect(finds('42', { id: '142' })).toBe(true);
  });

  it('is a regular expression between slashes, if it is one', () => {
    expect(finds('/^a.c$/i', { data: 'ABC' })).toBe(true);
    expect(finds('/(/', { data: 'a/(/b' })).toBe(true);
    expect(finds('/(/', { data: 'ab' })).toBe(false);
    expect(finds('/api/x', { data: 'GET /api/x' })).toBe(true);
  });
});
