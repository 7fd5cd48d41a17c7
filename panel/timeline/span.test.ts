import { describe, expect, it } from 'vitest';
import { fitted, moved, spanAfterKey, zoomed } from './span.ts';

const whole = [100, 1100] as const;

describe('a span of the timeline', () => {
  it('stays within the whole, and is none where it would be all of it', () => {
    expect(fitted([200, 300], whole)).toEqual([200, 300]);
    expect(fitted([50, 150], whole)).toEqual([100, 200]);
    expect(fitted([1050, 1250], whole)).toEqual([900, 1100]);
    expect(fitted([0, 2000], whole)).toBeNull();
    expect(fitted([100, 1099.9999], whole)).toBeNull();
    expect(fitted([500, 500.2], whole)).toEqual([500, 501]);
  });

  it('is zoomed around a time that stays in place', () => {
    expect(zoomed([200, 400], whole, 1 / 2)).toEqual([250, 350]);
    expect(zoomed([200, 400], whole, 1 / 2, 200)).toEqual([200, 300]);
    expect(zoomed([200, 400], whole, 2, 400)).toEqual([100, 500]);
    expect(zoomed([200, 800], whole, 2)).toBeNull();
  });

  it('is moved as far as there is something', () => {
    expect(moved([200, 400], whole, 0.5)).toEqual([300, 500]);
    expect(moved([200, 400], whole, -5)).toEqual([100, 300]);
  });

  it('goes by keys', () => {
    expect(spanAfterKey('+', whole, whole)).toEqual([350, 850]);
    expect(spanAfterKey('ArrowRight', [350, 850], whole)).toEqual([400, 900]);
    expect(spanAfterKey('End', [350, 850], whole)).toEqual([600, 1100]);
    expect(spanAfterKey('Home', [350, 850], whole)).toEqual([100, 600]);
    expect(spanAfterKey('-', [350, 850], whole)).toBeNull();
    expect(spanAfterKey('0', [350, 850], whole)).toBeNull();
    expect(spanAfterKey('ArrowLeft', whole, whole)).toBeNull();
    expect(spanAfterKey('x', whole, whole)).toBeUndefined();
  });
});
