import { type ColumnChoices, type HeaderColumn, withHidden } from '../shared/columns/columns.ts';
import type { ChannelListRow } from '../types.ts';

export type StreamColumn =
  | 'state'
  | 'name'
  | 'host'
  | 'opened'
  | 'status'
  | 'kind'
  | 'events'
  | 'size'
  | 'last';

export interface StreamColumnSpec {
  readonly id: StreamColumn;
  readonly title: string;
  readonly isNumber: boolean;
  /** In px of text at its normal size; what the name takes at least. */
  readonly width: number;
  /** Shown only where the user chose it. */
  readonly isExtra?: true;
}

export const STREAM_COLUMNS: readonly StreamColumnSpec[] = [
  { id: 'state', title: 'State', isNumber: false, width: 20 },
  { id: 'name', title: 'Name', isNumber: false, width: 80 },
  { id: 'host', title: 'Host', isNumber: false, width: 130, isExtra: true },
  { id: 'opened', title: 'Opened', isNumber: false, width: 66 },
  { id: 'status', title: 'Status', isNumber: false, width: 52 },
  { id: 'kind', title: 'Kind', isNumber: false, width: 92 },
  { id: 'events', title: 'Events', isNumber: true, width: 54 },
  { id: 'size', title: 'Size', isNumber: true, width: 66, isExtra: true },
  { id: 'last', title: 'Last byte', isNumber: true, width: 80 },
];

export type PlacedStreamColumn = HeaderColumn<StreamColumn>;

/** A name that is cut here no longer distinguishes streams. */
const NAME = 140;
/** What a list asks for its names, at least and at most: a longer one is in the tooltip. */
const NAMES = { min: 120, max: 260 } as const;
/** A letter, a badge or mark beside the name, and the padding of the cell, in px of text at its normal size. */
const LETTER = 6.8;
const MARK = 36;
const PADDING = 14;
const SCROLL_BAR = 16;
/** The kind in a few letters. */
const SHORT_KIND = 44;
/** What gives way to the name, the least needed first: the kind to a few letters, then the columns that are named. */
const WAYS: readonly { readonly kind: number; readonly gone: readonly StreamColumn[] }[] = [
  { kind: 92, gone: [] },
  { kind: SHORT_KIND, gone: [] },
  { kind: SHORT_KIND, gone: ['opened'] },
  { kind: 0, gone: ['opened', 'kind'] },
  { kind: 0, gone: ['opened', 'kind', 'status'] },
];

/**
 * The columns of the Streams list that are shown, with their widths; 0 where there is no room for one. The name takes what is
 * left, and where that is less than it needs others give way. Those that the user chose stay.
 * @param needed what the names need, in px of text at its normal size.
 */
export function placeStreamColumns(
  width: number,
  scale = 1,
  needed = NAME,
  choices: ColumnChoices = {},
): readonly PlacedStreamColumn[] {
  const visible = STREAM_COLUMNS.filter(({ id }) => !isHidden(choices, id));
  const others = visible.filter(({ id }) => id !== 'name');
  const isChosen = (id: StreamColumn) => choices[id]?.hidden === false;
  const ways = WAYS.map(({ kind, gone }) => {
    const widths = new Map(
      others.map(({ id, width: own }) => {
        if (gone.includes(id)) return [id, isChosen(id) ? (id === 'kind' ? SHORT_KIND : own) : 0];
        return [id, id === 'kind' ? kind : own];
      }),
    );
    return { widths, left: width / scale - sum([...widths.values()]) };
  });
  const way = ways.find(({ left }) => left >= needed) ?? ways.at(-1);
  const name = Math.max(80, way?.left ?? 0);
  return visible.map(({ id, title, isNumber }) => ({
    id,
    title,
    isNumber,
    shown: Math.floor((id === 'name' ? name : (way?.widths.get(id) ?? 0)) * scale),
  }));
}

export function isHidden(choices: ColumnChoices, id: StreamColumn): boolean {
  const spec = STREAM_COLUMNS.find((column) => column.id === id);
  return choices[id]?.hidden ?? spec?.isExtra === true;
}

/** Choices with a column shown or hidden; the name stays. */
export function withToggled(choices: ColumnChoices, id: StreamColumn): ColumnChoices {
  return id === 'name' ? choices : withHidden(choices, id, !isHidden(choices, id));
}

/** The width, within limits, that shows every name whole, in px of text at its normal size; judged by their letters. */
export function nameWidth(rows: readonly ChannelListRow[]): number {
  let widest = 0;
  for (const row of rows) {
    if (row.kind !== 'stream') continue;
    const marks =
      Number(row.warnings.length > 0) + Number(row.connections > 1) + Number(row.transport !== 'sse');
    widest = Math.max(widest, PADDING + row.name.length * LETTER + marks * MARK);
    if (widest >= NAMES.max) return NAMES.max;
  }
  return Math.round(Math.max(NAMES.min, widest));
}

/** The width of a list beside the rest that shows names of this width, and of the other columns those that are short or chosen. */
export function widthNeeded(names: number, choices: ColumnChoices = {}): number {
  const others = STREAM_COLUMNS.flatMap(({ id, width }) => {
    const isLong = id === 'opened' && choices.opened?.hidden !== false;
    if (id === 'name' || isLong || isHidden(choices, id)) return [];
    return id === 'kind' ? SHORT_KIND : width;
  });
  return names + sum(others) + SCROLL_BAR;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
