import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/unit/processor-time.ts';
import { partsOfNames } from './name-parts.ts';

const keys = (...names: string[]) => {
  const parts = partsOfNames(names);
  return names.map((name) => parts.get(name)?.key ?? null);
};

describe('the key of a name', () => {
  it('is where it differs from those that begin alike', () => {
    expect(keys('stream?streamId=1&format=json', 'stream?streamId=2&format=json')).toEqual(['1', '2']);
    expect(keys('stream?channel=prices&id=1', 'stream?channel=prices&id=10')).toEqual(['1', '10']);
    expect(keys('stream?streamId=1&…', 'stream?streamId=10&…', 'stream?streamId=2&…')).toEqual([
      '1',
      '10',
      '2',
    ]);
    expect(keys('stream?channel=a&side=x&of=1', 'stream?channel=b&side=x&of=1')).toEqual(['a', 'b']);
    expect(keys('very/long/folder/a/stream', 'very/long/folder/b/stream')).toEqual(['a', 'b']);
  });

  it('is short where the names differ in several places: the one that nobody else has', () => {
    const [first, second] = keys(
      `stream?day=1&${'x'.repeat(30)}&token=${'a'.repeat(40)}`,
      `stream?day=1&${'x'.repeat(30)}&token=${'a'.repeat(39)}b`,
      `stream?day=2&${'x'.repeat(30)}&token=${'a'.repeat(40)}`,
    );
    expect(first).toBe('a'.repeat(24));
    expect(second).toBe(`${'a'.repeat(23)}b`);
  });

  it('is the end of a name that is like no other', () => {
    expect(keys('prices-of-everything?format=json', 'socket')).toEqual(['?format=json', null]);
    expect(keys('0123456789012345678901234')).toEqual(['345678901234']);
  });

  it('is none of a name that is short', () => {
    expect(keys('stream?id=1', 'stream?id=2')).toEqual([null, null]);
  });

  it('is there where one name is the beginning of another', () => {
    expect(keys('stream?channel=prices', 'stream?channel=prices&id=1')).toEqual(['prices', 'prices&id']);
  });
});

it('parts are the whole name', () => {
  const names = ['stream?streamId=1&format=json', 'stream?streamId=2&format=json', `/${'🙂'.repeat(30)}/x`];
  for (const [name, { head, key, rest }] of partsOfNames(names)) {
    expect(head + key + rest).toBe(name);
    // Without a surrogate that stands alone.
    for (const part of [head, key, rest]) expect(part).toBe(part.toWellFormed());
  }
});

it('a thousand names cost little', () => {
  const names = Array.from({ length: 1000 }, (_, i) => `stream?channel=prices&streamId=${i}&format=json`);
  const from = processorTime();
  for (let round = 0; round < 10; round++) partsOfNames(names);
  expect(processorTime() - from).toBeLessThan(1000);
});
