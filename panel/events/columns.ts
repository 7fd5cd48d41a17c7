import { type HeaderColumn, withHidden } from '../shared/columns/columns.ts';
import type { Column, Settings } from '../types.ts';

export interface ColumnSpec extends Omit<HeaderColumn<Column>, 'shown'> {
  readonly width: number;
  readonly minWidth: number;
  readonly hint: string;
}

export const COLUMNS: readonly ColumnSpec[] = [
  {
    id: 'id',
    title: 'ID',
    width: 80,
    minWidth: 48,
    isNumber: false,
    hint: 'The last event ID, as the page sees it',
  },
  {
    id: 'type',
    title: 'Type',
    width: 96,
    minWidth: 60,
    isNumber: false,
    hint: 'The event type; in a frame, what a row is that is no event',
  },
  {
    id: 'data',
    title: 'Data',
    width: 240,
    minWidth: 120,
    isNumber: false,
    hint: 'The beginning of the data, or why there is none',
  },
  {
    id: 'time',
    title: 'Time',
    width: 96,
    minWidth: 92,
    isNumber: true,
    hint: 'When it was complete, counted as chosen in the toolbar',
  },
  { id: 'delta', title: '+Δ', width: 76, minWidth: 66, isNumber: true, hint: 'Time since the row before' },
  { id: 'size', title: 'Size', width: 64, minWidth: 50, isNumber: true, hint: 'Bytes, uncompressed' },
];

export type ColumnSettings = Settings['columns'];

export interface PlacedColumn extends ColumnSpec {
  readonly shown: number;
}

/** What the other columns give way for, and what is kept for Data even where the grid then scrolls sideways. */
const DATA = 200;
const MIN_DATA_WIDTH = 120;

/**
 * Widths for the columns that are shown. Data takes what is left over; where that would be less than its least, the
 * columns the user did not size give way, and only then does the grid scroll sideways.
 */
export function placeColumns(
  settings: ColumnSettings,
  available: number,
  scale = 1,
): readonly PlacedColumn[] {
  const visible = COLUMNS.filter((column) => !isHidden(settings, column.id));
  const wanted = visible.map((column) => settings[column.id]?.width ?? column.width * scale);
  const flexible = visible.findIndex((column) => column.id === 'data');
  if (flexible >= 0 && settings.data?.width === undefined) {
    wanted[flexible] = DATA * scale;
    let left = available - sum(wanted);
    if (left < 0) left += shrink(visible, wanted, settings, -left, scale);
    wanted[flexible] = Math.max(MIN_DATA_WIDTH * scale, DATA * scale + left);
  } else {
    const left = available - sum(wanted);
    const last = wanted.length - 1;
    if (left > 0 && last >= 0) wanted[last] = (wanted[last] ?? 0) + left;
  }
  return visible.map((column, i) => ({ ...column, shown: Math.floor(wanted[i] ?? column.width) }));
}

/** Takes `excess` from the columns that the user did not size, in proportion to what they can give. @returns what it took. */
function shrink(
  visible: readonly ColumnSpec[],
  wanted: number[],
  settings: ColumnSettings,
  excess: number,
  scale: number,
): number {
  const spare = visible.map((column, i) => {
    if (column.id === 'data' || settings[column.id]?.width !== undefined) return 0;
    return Math.max(0, (wanted[i] ?? 0) - column.minWidth * scale);
  });
  const all = sum(spare);
  const taken = Math.min(excess, all);
  spare.forEach((give, i) => {
    if (all > 0) wanted[i] = (wanted[i] ?? 0) - (give * taken) / all;
  });
  return taken;
}

export function isHidden(settings: ColumnSettings, id: Column): boolean {
  return settings[id]?.hidden === true;
}

/** Settings with a column's width set; `null` gives it back to the layout. */
export function withWidth(settings: ColumnSettings, id: Column, width: number | null): ColumnSettings {
  const { width: _, ...rest } = settings[id] ?? {};
  const min = COLUMNS.find((column) => column.id === id)?.minWidth ?? 40;
  return {
    ...settings,
    [id]: width === null ? rest : { ...rest, width: Math.max(min, Math.round(width)) },
  };
}

/** Settings with a column shown or hidden; Data stays, since a grid without columns cannot be brought back. */
export function withToggled(settings: ColumnSettings, id: Column): ColumnSettings {
  return id === 'data' ? settings : withHidden(settings, id, !isHidden(settings, id));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
