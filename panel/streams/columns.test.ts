import { describe, expect, it } from 'vitest';
import { someStream } from '../shared/testing/values.ts';
import { nameWidth, streamColumns, widthNeeded } from './columns.ts';

describe('the columns of Streams', () => {
  it('give the name what is left', () => {
    expect(streamColumns(700)).toBe('20px 336px 66px 52px 92px 54px 80px');
    expect(streamColumns(1400, 2)).toBe('40px 672px 132px 104px 184px 108px 160px');
  });

  it('give way to it where it is narrow, and never do without it', () => {
    expect(streamColumns(460)).toBe('20px 144px 66px 52px 44px 54px 80px');
    expect(streamColumns(400)).toBe('20px 150px 0px 52px 44px 54px 80px');
    expect(streamColumns(360)).toBe('20px 154px 0px 52px 0px 54px 80px');
    expect(streamColumns(305)).toBe('20px 151px 0px 0px 0px 54px 80px');
    expect(streamColumns(50)).toBe('20px 80px 0px 0px 0px 54px 80px');
  });

  it('are as wide as the names need, within limits', () => {
    const named = (name: string, change = {}) => someStream({ name, ...change });
    expect(nameWidth([named('live')])).toBe(120);
    expect(nameWidth([named('live'), named('a-longer-name-of-a-stream')])).toBe(184);
    expect(nameWidth([named('a-longer-name-of-a-stream', { connections: 3 })])).toBe(220);
    expect(nameWidth([named('stream?'.repeat(40))])).toBe(260);
    expect(widthNeeded([named('live')])).toBe(120 + 154 + 96 + 16);
  });

  it('leave out others before they cut a name', () => {
    expect(streamColumns(460, 1, 260)).toBe('20px 306px 0px 0px 0px 54px 80px');
    expect(streamColumns(480, 1, 260)).toBe('20px 274px 0px 52px 0px 54px 80px');
  });
});
