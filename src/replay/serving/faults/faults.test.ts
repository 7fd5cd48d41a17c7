import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tape } from '../../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../../tape/testing.ts';
import { AT_ONCE } from '../pace.ts';
import { bodyOf, lastAt } from '../recording.ts';
import { end, first, serveWith, texts, times } from '../testing.ts';
import { FAULTS } from './index.ts';

const withFault = (name: string, value: number) => ({ faults: { [name]: value } });

function wholeOf(tape: Tape): Uint8Array {
  const bytes = tape.connection('sse')?.bytes;
  return bytes?.peek(0, bytes.length) ?? new Uint8Array();
}

describe('a fault', () => {
  const beats = () => streamTape([':hb\n\n', 'data: 1\n:in it\n\n', ':hb\n\ndata: 2\n\n:cut']);

  it('cut: ends after the byte, without finishing', () => {
    const { recording } = serveWith(streamTape(['abc', 'def', 'ghi']), withFault('cut', 4));
    expect(texts(recording)).toEqual(['abc', 'd']);
    expect(recording.close).toEqual({ how: 'cut', at: 70 });
    expect(texts(serveWith(streamTape(['abc']), withFault('cut', 0)).recording)).toEqual([]);
    expect(serveWith(streamTape(['abc']), withFault('cut', 4)).recording.close.how).toBe('hold');
  });

  it('delay: all but the headers comes late', () => {
    const { recording } = serveWith(streamTape(['a', 'b']), withFault('delay', 100));
    expect(times(recording)).toEqual([110, 120]);
    expect(recording.head?.at).toBe(5);
  });

  it('duplicate: every nth event comes twice, in the chunk that completed it', () => {
    const tape = streamTape(['data: 1\n\ndata: 2\n', '\ndata: 3\n\n', ':x\n\ndata: 4\n\n']);
    expect(texts(serveWith(tape, withFault('duplicate', 2)).recording)).toEqual([
      'data: 1\n\ndata: 2\n',
      '\ndata: 2\n\ndata: 3\n\n',
      ':x\n\ndata: 4\n\ndata: 4\n\n',
    ]);
  });

  it('silence: comments go, with the blank line of those that stand alone', () => {
    expect(texts(serveWith(beats(), withFault('silence', 0)).recording)).toEqual([
      'data: 1\n\n',
      'data: 2\n\n',
    ]);
    const late = new Tape();
    late.append(request('sse'));
    late.append(response('sse'));
    for (const at of [900, 1100]) late.append(chunk('sse', at, ':hb\n\n'));
    expect(times(serveWith(late, withFault('silence', 1)).recording)).toEqual([900]);
  });

  it('silence and duplicate say that an answer is no event stream', () => {
    const { head, ...rest } = first(streamTape(['[]']));
    const plain = { ...rest, head: head && { ...head, headers: [] } };
    for (const name of ['silence', 'duplicate']) {
      const fault = FAULTS.find((one) => one.name === name);
      expect(fault?.apply(plain, 1).writes).toEqual(plain.writes);
      expect(fault?.apply(plain, 1).notes.join()).toContain('No event stream');
    }
  });

  const merged = (seed: number) => texts(serveWith(letters(), withFault('merge', seed)).recording);
  const letters = () => streamTape([...'abcdefgh']);
  it('merge and split: the same by the same seed, another by another', () => {
    expect(merged(1)).toEqual(merged(1));
    expect(new Set([1, 2, 3, 4].map((seed) => merged(seed).join('|'))).size).toBeGreaterThan(1);
    expect(merged(1).length).toBeLessThan(8);
    const cut = serveWith(streamTape(['abcdefghijkl']), withFault('split', 2)).recording;
    expect(cut.writes.length).toBeGreaterThan(1);
    expect(times(cut).every((at, index) => index === 0 || at - (times(cut)[index - 1] ?? 0) >= 20)).toBe(
      true,
    );
  });

  const contents = fc.array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc.constantFrom('data: 1\n\n', ':hb\n\n', 'id: 2\n', '\r', '\n'),
    ),
    { maxLength: 12 },
  );
  const recordingOf = fc.tuple(contents, fc.boolean()).map(([list, isOver]) => {
    const tape = streamTape(list);
    if (isOver) tape.append(end('sse', 1000));
    return tape;
  });

  it('none of them: the same bytes, borders and times', () => {
    fc.assert(
      fc.property(recordingOf, (tape) => {
        expect(serveWith(tape, {}).recording).toEqual(first(tape));
        expect(Buffer.from(bodyOf(first(tape)))).toEqual(Buffer.from(wholeOf(tape)));
      }),
    );
  });

  it('any of them keeps the order of times, and those of chunks keep the bytes', () => {
    const chosen = fc.tuple(fc.constantFrom(...FAULTS), fc.nat(50)).map(([fault, value]) => ({
      name: fault.name,
      value: Math.max(fault.min, value),
    }));
    const speed = fc.constantFrom(1, 2, 0.5, AT_ONCE);
    fc.assert(
      fc.property(recordingOf, fc.array(chosen, { maxLength: 4 }), speed, (tape, list, speed) => {
        const faults = Object.fromEntries(list.map(({ name, value }) => [name, value]));
        const { recording } = serveWith(tape, { speed, faults });
        const at = [recording.head?.at ?? 0, ...times(recording)];
        expect(at).toEqual([...at].sort((left, right) => left - right));
        expect(lastAt(recording)).toBeGreaterThanOrEqual(at.at(-1) ?? 0);
        expect(recording.writes.every(({ bytes }) => bytes.length > 0)).toBe(true);
        const changesBytes = list.some(({ name }) => ['cut', 'duplicate', 'silence'].includes(name));
        if (!changesBytes) expect(bodyOf(recording)).toEqual(bodyOf(first(tape)));
      }),
    );
  });
});
