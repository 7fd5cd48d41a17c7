import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createScroller } from './scroller.ts';

const ROW = 20;

/** A scrolling element as a browser has it: its scroll position stays within its spacer. */
function setUp({ count = 1000, height = 420, isFollowing = false } = {}) {
  let draws = 0;
  let position = 0;
  let spacer = 0;
  const follow = signal(isFollowing);
  const element = {
    clientHeight: height,
    clientWidth: 600,
    get scrollTop() {
      return position;
    },
    set scrollTop(to: number) {
      position = Math.max(0, Math.min(to, spacer + ROW - this.clientHeight));
    },
  };
  const scroller = createScroller(() => {
    draws++;
  });
  const draw = (rows: number) => {
    const window = scroller.layOut({ count: rows, rowHeight: ROW, header: ROW, follow });
    spacer = window.spacer;
    element.scrollTop = position;
    scroller.drawn(element);
    return window;
  };
  draw(count);
  scroller.measure(element);
  draw(count);
  return { scroller, element, draw, follow, draws: () => draws };
}

describe('a windowed list', () => {
  it('draws what is in view', () => {
    const { draw } = setUp();
    expect(draw(1000)).toEqual({ start: 0, end: 30, top: 0, spacer: 20_000 });
  });

  it('continues following where what stands above it changes its height', () => {
    const { draw, element, follow, scroller } = setUp({ isFollowing: true });
    draw(1000);
    // The browser keeps the scroll bar in its bounds, before the scroller has measured the new height.
    element.clientHeight = 432;
    draw(1001);
    expect(follow.value).toBe(true);
    scroller.scrolled(element);
    scroller.measure(element);
    scroller.scrolled(element);
    expect(follow.value).toBe(true);
    expect(draw(1002).end).toBe(1002);
    expect(element.scrollTop).toBe(1002 * ROW - 412);
  });

  it('follows the end', () => {
    const { draw, element } = setUp({ isFollowing: true });
    expect(draw(1000).end).toBe(1000);
    expect(draw(5000).end).toBe(5000);
    expect(element.scrollTop).toBe(5000 * ROW - 400);
  });

  it('lets go when the user scrolls up, and stays there while rows come', () => {
    const { draw, element, scroller, follow } = setUp({ isFollowing: true });
    element.scrollTop -= 3;
    scroller.scrolled(element);
    expect(follow.value).toBe(false);
    const before = draw(1000);
    expect(draw(9000)).toMatchObject({ start: before.start, top: before.top });
  });

  it('lets go even where a draw comes between the scroll and its event', () => {
    const { draw, element, follow } = setUp({ isFollowing: true });
    element.scrollTop -= 100;
    const there = element.scrollTop;
    draw(2000);
    expect(follow.value).toBe(false);
    draw(2000);
    expect(element.scrollTop).toBe(there);
  });

  it('follows again once the user is back at the end', () => {
    const { draw, element, scroller, follow } = setUp({ isFollowing: true });
    element.scrollTop -= 100;
    scroller.scrolled(element);
    draw(1000);
    element.scrollTop += 100;
    scroller.scrolled(element);
    expect(follow.value).toBe(true);
  });

  it('keeps following when the list becomes shorter or the view taller', () => {
    const { draw, element, scroller, follow } = setUp({ isFollowing: true });
    draw(100);
    expect(follow.value).toBe(true);
    element.clientHeight = 820;
    element.scrollTop = Number.MAX_SAFE_INTEGER;
    scroller.measure(element);
    expect(draw(100).end).toBe(100);
    expect(follow.value).toBe(true);
  });

  it('comes back into a list that became short', () => {
    const { draw, element, scroller } = setUp();
    element.scrollTop = 15_000;
    scroller.scrolled({ ...element, scrollTop: 15_000 });
    expect(draw(1000).start).toBe(740);
    expect(draw(5)).toMatchObject({ start: 0, end: 5 });
    expect(element.scrollTop).toBe(0);
  });

  it('reveals a row', () => {
    const { draw, element, scroller } = setUp();
    scroller.reveal(500);
    draw(1000);
    expect(element.scrollTop).toBe(501 * ROW - 400);
  });

  it('shows the last of ten million rows', () => {
    const { draw, element, scroller } = setUp({ count: 10_000_000 });
    scroller.reveal(9_999_999);
    const window = draw(10_000_000);
    expect(window.end).toBe(10_000_000);
    // The last row's lower edge is the spacer's.
    expect(window.top + (window.end - window.start) * ROW).toBeCloseTo(window.spacer);
    expect(element.scrollTop).toBe(window.spacer - 400);
  });
});
