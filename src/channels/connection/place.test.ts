import { describe, expect, it } from 'vitest';
import { request } from '../../tape/testing.ts';
import { stack } from '../testing/stacks.ts';
import { callersDiffer, openerOf, samePlace, stackOf } from './place.ts';

const differ = (one: string, other: string) => {
  const [a, b] = [stack(one), stack(other)];
  // Which of two is the first does not matter.
  expect(callersDiffer(b, a)).toBe(callersDiffer(a, b));
  return callersDiffer(a, b);
};

// The stacks of Chromium 156, with and without the stacks of what scheduled them.
const AXIOS = 'send:2686 :2718 ~Promise.then dispatch:2708 xhr:2480 request:3790 get:3969 wrap:20';

describe('two callers of one line', () => {
  it.each([
    ['a wrapper, called directly', 'get:9 one:10 :12', 'get:9 two:11 :12'],
    [
      'whose later rounds a timer began',
      'get:9 one:10 :20 ~setTimeout one:19',
      'get:9 two:11 :30 ~setTimeout two:29',
    ],
    ['axios', `${AXIOS} one:5271 main:5303 :1`, `${AXIOS} two:5277 main:5304 :1`],
    ['axios, in later rounds', `${AXIOS} one:5271 ~await main:5303`, `${AXIOS} two:5277 ~await main:5304`],
    [
      'axios, in a first and a later round',
      `${AXIOS} one:5271 ~await main:5303`,
      `${AXIOS} two:5277 main:5304 :1`,
    ],
    ['a wrapper that waits itself', 'get:9 ~await one:11 :13', 'get:9 ~await two:12 :13'],
    ['one function that asks twice', 'get:9 tick:10 :1', 'get:9 tick:11 :1'],
    ['two that continue after await, and no more is known', 'get:9 one:10', 'get:9 two:11'],
  ])('%s', (_, one, other) => {
    expect(differ(one, other)).toBe(true);
  });
});

describe('rounds of one loop', () => {
  it.each([
    ['the same', 'get:9 loop:10 start:12', 'get:9 loop:10 start:12'],
    ['await', 'get:9 loop:10 start:12 :13', 'get:9 loop:10 ~await start:12 :13'],
    ['await, and no more is known', 'get:9 loop:10 start:12 :13', 'get:9 loop:10'],
    ['setTimeout', 'get:9 poll:10 start:12 :13', 'get:9 poll:10 :11 ~setTimeout poll:11 ~await start:12 :13'],
    [
      'setTimeout, later',
      'get:9 poll:10 :11 ~setTimeout poll:11 ~await start:12 :13',
      'get:9 poll:10 :11 ~setTimeout poll:11 ~await :11 ~setTimeout poll:11',
    ],
    ['setTimeout, and no more is known', 'get:9 poll:10 start:12 :13', 'get:9 poll:10 :11'],
    ['promises', 'get:9 poll:38 start:40 :41', 'get:9 poll:38 :39 ~Promise.then poll:37 start:40 :41'],
    [
      'a function that awaits itself',
      'get:9 poll:50 start:60 :61',
      'get:9 poll:50 poll:51 ~await start:60 :61',
    ],
    ['that itself asks', 'poll:50 start:60 :61', 'poll:50 poll:51 ~await start:60 :61'],
    ['setInterval', 'get:9 tick:10 start:56 :89', 'get:9 tick:10 ~setInterval start:64 :89'],
    [
      'a function in an effect, and its timer',
      'get:9 load:10 effect:12 render:1',
      'get:9 load:10 :13 ~setInterval effect:13 render:1',
    ],
    [
      'fetch-event-source',
      'create:31 :58 start:99 :1',
      'create:31 ~setTimeout create:50 ~await :58 start:99',
    ],
    [
      'its next',
      'create:31 ~setTimeout create:50 ~await :58',
      'create:31 ~setTimeout create:50 ~setTimeout create:50',
    ],
    ['an event that nothing scheduled', 'get:9 poll:10 start:12 :13', 'get:9 poll:10 onload:30'],
  ])('%s', (_, one, other) => {
    expect(differ(one, other)).toBe(false);
  });

  it('may be, where the callers of one are not known', () => {
    expect(callersDiffer(stack('get:9'), stack('get:9 one:10'))).toBe(false);
    expect(callersDiffer([], stack('get:9 one:10'))).toBe(false);
  });
});

it('the line alone is the place of what opens a connection', () => {
  const [initiator, ...callers] = stack('get:9 one:10');
  if (!initiator) throw new Error('no frame');
  const one = request('a', { initiator, callers });
  const other = request('b', { initiator, callers: stack('two:11') });
  expect(samePlace(one, other)).toBe(true);
  expect(openerOf(one)).toBe(openerOf(other));
  expect(stackOf(one)).toEqual(stack('get:9 one:10'));
  expect(stackOf(request('c'))).toEqual([]);
});
