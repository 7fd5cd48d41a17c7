import { describe, expect, it } from 'vitest';
import { placeColumns, withToggled, withWidth } from './columns.ts';

const widths = (placed: ReturnType<typeof placeColumns>) =>
  Object.fromEntries(placed.map((column) => [column.id, column.shown]));
const total = (placed: ReturnType<typeof placeColumns>) =>
  placed.reduce((sum, column) => sum + column.shown, 0);

describe('columns', () => {
  it('give Data what is left', () => {
    const placed = placeColumns({}, 1000);
    expect(widths(placed)).toMatchObject({ id: 80, type: 96, data: 588, time: 96, delta: 76, size: 64 });
  });

  it('shrink to fit 500 px, Data last', () => {
    const placed = placeColumns({}, 490);
    expect(total(placed)).toBeLessThanOrEqual(490);
    expect(widths(placed)).toMatchObject({ data: 174, delta: 66 });
  });

  it('scroll sideways rather than vanish', () => {
    const placed = placeColumns({}, 200);
    expect(widths(placed)).toMatchObject({ id: 48, data: 120, time: 92 });
    expect(total(placed)).toBeGreaterThan(200);
  });

  it('keep the widths the user gave them', () => {
    const settings = withWidth(withWidth({}, 'type', 300.4), 'data', 500);
    expect(widths(placeColumns(settings, 490))).toMatchObject({ type: 300, data: 500 });
    expect(widths(placeColumns(withWidth(settings, 'data', null), 900)).data).toBe(
      900 - 300 - 80 - 96 - 76 - 64,
    );
  });

  it('never shrink below their least by hand', () => {
    expect(withWidth({}, 'id', 3)).toEqual({ id: { width: 48 } });
  });

  it('hide and come back with their width, but Data stays', () => {
    const hidden = withToggled(withWidth({}, 'size', 99), 'size');
    expect(placeColumns(hidden, 900).map((column) => column.id)).not.toContain('size');
    expect(widths(placeColumns(withToggled(hidden, 'size'), 900)).size).toBe(99);
    expect(withToggled({}, 'data')).toEqual({});
  });

  it('fill the grid when Data has a width of its own', () => {
    expect(total(placeColumns(withWidth({}, 'data', 200), 1000))).toBe(1000);
  });
});
