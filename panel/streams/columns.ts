import type { ChannelListRow } from '../types.ts';

/** A name that is cut here no longer distinguishes streams. */
const NAME = 140;
/** What a list asks for its names, at least and at most: a longer one is in the tooltip. */
const NAMES = { min: 120, max: 260 } as const;
/** A letter, a badge or mark beside the name, and the padding of the cell, in px of text at its normal size. */
const LETTER = 6.8;
const MARK = 36;
const PADDING = 14;
const SCROLL_BAR = 16;
const NONE = { opened: 0, status: 0, kind: 0 };
const FIXED = { state: 20, events: 54, last: 80 } as const;
const SHORT = { opened: 0, status: 52, kind: 44 };

/**
 * Widths of the Streams list: state, name, opened, status, kind, events, last byte. The name takes what is left, and
 * where that is less than it needs the others give way: the kind to a few letters, then the time of opening, the kind, and the status.
 */
export function streamColumns(width: number, scale = 1, needed = NAME): string {
  const ways = [
    { opened: 66, status: 52, kind: 92 },
    { opened: 66, status: 52, kind: 44 },
    SHORT,
    { opened: 0, status: 52, kind: 0 },
  ];
  const rest = width / scale - sum(Object.values(FIXED));
  const way = ways.find(({ opened, status, kind }) => rest - opened - status - kind >= needed) ?? NONE;
  const name = Math.max(80, rest - way.opened - way.status - way.kind);
  return [FIXED.state, name, way.opened, way.status, way.kind, FIXED.events, FIXED.last]
    .map((column) => `${Math.floor(column * scale)}px`)
    .join(' ');
}

/** The width, within limits, that shows every name whole, in px of text at its normal size; judged by their letters. */
export function nameWidth(rows: readonly ChannelListRow[]): number {
  let widest = 0;
  for (const row of rows) {
    if (row.kind !== 'stream') continue;
    const marks = [row.warnings.length > 0, row.connections > 1, row.transport !== 'sse'].filter(
      Boolean,
    ).length;
    widest = Math.max(widest, PADDING + row.name.length * LETTER + marks * MARK);
  }
  return Math.round(Math.min(NAMES.max, Math.max(NAMES.min, widest)));
}

/** The width of a list beside the rest that shows its names, and of the other columns those that are short. */
export function widthNeeded(rows: readonly ChannelListRow[]): number {
  return nameWidth(rows) + sum(Object.values(FIXED)) + sum(Object.values(SHORT)) + SCROLL_BAR;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
