import { describe, expect, it } from 'vitest';
import { initiatorOf } from './initiator.ts';

const frame = (functionName: string, lineNumber: number, url = 'http://site.test/app.js') => ({
  functionName,
  lineNumber,
  columnNumber: 4,
  url,
});
const place = (functionName: string, line: number) => ({
  url: 'http://site.test/app.js',
  line,
  column: 5,
  functionName,
});

describe('a stack', () => {
  it('is its innermost frame, and what called that, over what scheduled it', () => {
    const parent = {
      description: 'await',
      callFrames: [frame('start', 20), frame('', 30)],
      parent: { callFrames: [frame('load', 40)] },
    };
    expect(initiatorOf({ callFrames: [frame('get', 9), frame('poll', 10)], parent })).toEqual({
      initiator: place('get', 10),
      callers: [
        place('poll', 11),
        { ...place('start', 21), async: 'await' },
        place('', 31),
        { ...place('load', 41), async: '' },
      ],
    });
  });

  it('leaves out the browser’s own functions', () => {
    const stack = {
      callFrames: [frame('fetch', 0, ''), frame('get', 9), frame('map', 0, ''), frame('all', 3)],
    };
    expect(initiatorOf(stack)).toEqual({ initiator: place('get', 10), callers: [place('all', 4)] });
    const scheduled = {
      callFrames: [],
      parent: { description: 'setTimeout', callFrames: [frame('', 0, ''), frame('get', 9)] },
    };
    expect(initiatorOf(scheduled)).toEqual({ initiator: place('get', 10) });
  });

  it('is cut at twelve frames, and its list is one where it comes again', () => {
    const stack = { callFrames: Array.from({ length: 30 }, (_, i) => frame('f', i)) };
    const { callers } = initiatorOf(stack);
    expect(callers).toHaveLength(11);
    expect(initiatorOf(stack).callers).toBe(callers);
  });

  it('may be none', () => {
    expect(initiatorOf(undefined)).toEqual({});
    expect(initiatorOf({ callFrames: [] })).toEqual({});
  });
});
