import type { ChannelListRow, Stream } from '../../types.ts';
import { parseStreamFilter, type StreamFacts, type StreamFilter } from './filter.ts';
import { type StreamSort, sortStreams } from './order.ts';

/** The list as it is shown. */
export interface ArrangedStreams {
  readonly rows: readonly ChannelListRow[];
  /** How many streams there are, and how many of them are shown. */
  readonly total: number;
  readonly shown: number;
  /** What of the filter is not understood. */
  readonly error: string | null;
}

/**
 * The rows that pass a filter, in an order. A navigation is shown where a stream follows it; in another order than that of
 * opening it divides nothing, and is left out.
 */
export function arrangeStreams(
  rows: readonly ChannelListRow[],
  { text, kinds, isFailedOnly }: StreamFilter,
  sort: StreamSort,
  facts: StreamFacts,
): ArrangedStreams {
  const { test, error } = parseStreamFilter(text);
  const failed = parseStreamFilter(isFailedOnly ? 'is:failed' : '').test;
  const passes = (stream: Stream): boolean =>
    (kinds.size === 0 || kinds.has(stream.transport)) &&
    (failed?.(stream, facts) ?? true) &&
    (test?.(stream, facts) ?? true);
  const streams = rows.filter((row) => row.kind === 'stream');
  const total = streams.length;
  const isFiltered = test !== null || failed !== null || kinds.size > 0;
  const passing = isFiltered ? streams.filter(passes) : streams;
  const shown = passing.length;
  if (sort !== null) return { rows: sortStreams(passing, sort, facts), total, shown, error };
  if (!isFiltered) return { rows, total, shown, error };
  return { rows: withDividers(rows, new Set(passing)), total, shown, error };
}

/** The streams that pass, with the dividers that one of them follows. */
function withDividers(
  rows: readonly ChannelListRow[],
  passing: ReadonlySet<Stream>,
): readonly ChannelListRow[] {
  const kept: ChannelListRow[] = [];
  let divider: ChannelListRow | null = null;
  for (const row of rows) {
    if (row.kind === 'divider') divider = row;
    else if (passing.has(row)) {
      if (divider) kept.push(divider);
      divider = null;
      kept.push(row);
    }
  }
  return kept;
}
