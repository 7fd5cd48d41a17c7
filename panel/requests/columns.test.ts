import { describe, expect, it } from 'vitest';
import { requestColumns } from './columns.ts';

describe('the columns of Requests', () => {
  it('give the name what is left', () => {
    expect(requestColumns(700)).toBe('254px 56px 128px 70px 76px 50px 66px');
    expect(requestColumns(1400, 2)).toBe('508px 112px 256px 140px 152px 100px 132px');
  });

  it('give way to it where it is narrow; how many and the status stay', () => {
    expect(requestColumns(520)).toBe('130px 0px 128px 70px 76px 50px 66px');
    expect(requestColumns(450)).toBe('126px 0px 128px 70px 76px 50px 0px');
    expect(requestColumns(400)).toBe('152px 0px 128px 70px 0px 50px 0px');
    expect(requestColumns(300)).toBe('180px 0px 0px 70px 0px 50px 0px');
    expect(requestColumns(50)).toBe('80px 0px 0px 70px 0px 50px 0px');
  });
});
