import { describe, expect, test } from 'vitest';
import { derive } from '../../../channels/testing/derive.ts';
import { Tape } from '../../../tape/index.ts';
import { chunk, request, response } from '../../../tape/testing.ts';
import { type EndTimes, endTimesOf, limitOf } from './limit.ts';

/** Ages, each with the silence before its end and the longest one before that, seconds. */
const ends = (...all: (readonly [number, number, number])[]): EndTimes[] =>
  all.map(([age, idle, longest]) => ({ age: age * 1000, idle: idle * 1000, longestBefore: longest * 1000 }));

describe('what ended connections that ended alike', () => {
  test('is an idle limit where the silence was the same, and the ages were not', () => {
    expect(limitOf(ends([70, 60, 4], [95, 64, 30], [180, 60, 12]))).toMatchObject({
      kind: 'idle',
      text: '60 s to 64 s',
      reason: ' Their ages were 70 s to 3 min.',
      remedy: expect.stringMatching(/comment line well more often than that/),
    });
  });

  test('is a limit of the lifetime where bytes came until the end', () => {
    expect(limitOf(ends([300, 0.1, 1], [300, 0.9, 1], [301, 0.4, 1]))).toMatchObject({
      kind: 'lifetime',
      text: '5 min 1 s',
      remedy: expect.not.stringMatching(/comment line/),
    });
  });

  test('is a limit of the lifetime where a heartbeat was as slow as the last silence', () => {
    expect(limitOf(ends([100, 10, 15], [100, 10, 15], [100, 10, 15]))?.kind).toBe('lifetime');
    expect(limitOf(ends([100, 15, 15], [100, 15, 15], [100, 15, 15]))?.kind).toBe('lifetime');
  });

  test('may be either where both were the same', () => {
    expect(limitOf(ends([60, 60, 0], [60.1, 60.1, 0], [60, 60, 0]))).toMatchObject({
      kind: 'either',
      reason: ' Nothing had come for the last 60 s.',
    });
  });

  test.each([
    ['two of them', ends([60, 60, 0], [60, 60, 0])],
    ['neither is the same', ends([60, 3, 1], [20, 9, 1], [90, 5, 1])],
    ['a silence that had been longer before', ends([60, 5, 8], [20, 5, 1], [90, 5, 1])],
    ['no silence to speak of', ends([60, 0.1, 0], [20, 0.1, 0], [90, 0.1, 0])],
  ])('is not known of %s', (_, those) => {
    expect(limitOf(those)).toBeNull();
  });
});

test('the times of a connection are those of its bytes', () => {
  const tape = new Tape();
  tape.append(request('sse', { at: 0 }));
  tape.append(response('sse', { at: 1000 }));
  for (const at of [1010, 5000, 6000]) tape.append(chunk('sse', at, ': hi\n\n'));
  tape.append({ kind: 'end', at: 9000, on: 'sse', how: 'failed' });
  const [stream] = derive(tape).streams();
  if (!stream) throw new Error('no stream');
  expect(endTimesOf(stream)).toEqual({ age: 8000, idle: 3000, longestBefore: 3990 });
});

test('where bytes are not known, the silence before the end is not', () => {
  const tape = new Tape();
  tape.append(request('sse', { at: 0 }));
  tape.append(response('sse', { at: 1000 }));
  tape.append({ kind: 'fidelity', at: 1001, on: 'sse', level: 'messages' });
  tape.append({ kind: 'end', at: 9000, on: 'sse', how: 'failed' });
  const [stream] = derive(tape).streams();
  if (!stream) throw new Error('no stream');
  const times = endTimesOf(stream);
  expect(times).toMatchObject({ age: 8000, idle: null });
  expect(limitOf([times, times, times])).toMatchObject({ kind: 'either', text: '8 s', reason: '' });
});

test('of a connection without a byte all of its age was silence', () => {
  const tape = new Tape();
  tape.append(request('sse', { at: 0 }));
  tape.append(response('sse', { at: 1000 }));
  tape.append({ kind: 'end', at: 9000, on: 'sse', how: 'failed' });
  const [stream] = derive(tape).streams();
  if (!stream) throw new Error('no stream');
  expect(endTimesOf(stream)).toEqual({ age: 8000, idle: 8000, longestBefore: 0 });
});
