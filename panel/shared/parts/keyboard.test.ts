import { describe, expect, it } from 'vitest';
import { listMove, shortcutOf } from './keyboard.ts';

describe('moving in a list', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 0, 5],
    ['PageUp', 7, 2],
    ['PageDown', 8, 9],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 9],
  ])('%s from %i leads to %i', (key, at, to) => {
    expect(listMove(key, at, 10, 5)).toBe(to);
  });

  it('knows no other key, and nothing in an empty list', () => {
    expect(listMove('a', 1, 10, 5)).toBeNull();
    expect(listMove('ArrowDown', -1, 0, 5)).toBeNull();
  });
});

describe('shortcuts', () => {
  const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

  it('are those of the Network panel', () => {
    expect(shortcutOf(press('e', { ctrlKey: true }), false)).toBe('toggle-record');
    expect(shortcutOf(press('e', { metaKey: true }), true)).toBe('toggle-record');
    expect(shortcutOf(press('l', { ctrlKey: true }), false)).toBe('clear');
    expect(shortcutOf(press('Escape'), false)).toBe('close-detail');
    expect(shortcutOf(press('Escape'), true)).toBeNull();
  });

  it('leave text fields their letters', () => {
    expect(shortcutOf(press('/'), false)).toBe('focus-filter');
    expect(shortcutOf(press('/'), true)).toBeNull();
    expect(shortcutOf(press('e'), false)).toBeNull();
  });
});
