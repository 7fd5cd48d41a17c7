import type { ColumnSort } from '../../shared/columns/columns.ts';
import { isFailed, kindText, lookOf, type StateLook } from '../../shared/text/stream-state.ts';
import type { Stream } from '../../types.ts';
import type { StreamColumn } from '../columns.ts';
import { hostOf, type StreamFacts } from './filter.ts';

/** How the list is sorted: by a column, with what is wrong first, or null for the order of opening. */
export type StreamSort = ColumnSort<StreamColumn> | { readonly by: 'wrong' };

const TONES: Readonly<Record<StateLook['tone'], number>> = {
  failed: 0,
  waiting: 1,
  busy: 2,
  open: 3,
  suspended: 4,
  ended: 5,
};

/** What a list is sorted by: text where it is a name, else a number; null comes last, whichever way. */
type Key = (stream: Stream, facts: StreamFacts) => string | number | null;

const KEYS: Readonly<Record<StreamColumn | 'wrong', Key>> = {
  state: (stream, { now }) => (isFailed(stream, now) ? 0 : TONES[lookOf(stream, now).tone]),
  name: ({ name }) => name,
  host: (stream) => hostOf(stream) || null,
  opened: ({ openedAt, openedBefore }) => (openedBefore ? Number.NEGATIVE_INFINITY : openedAt),
  status: ({ status }) => status,
  kind: kindText,
  events: ({ events }) => events,
  size: ({ bytes }) => bytes,
  last: ({ lastByteAt }) => lastByteAt,
  wrong: (stream, facts) => gravityOf(stream, facts),
};

/** Numbers in names count as numbers: “stream 2” comes before “stream 10”. */
const { compare } = new Intl.Collator('en', { numeric: true });

/** The streams in order. Those that are equal stay in the order they came in. */
export function sortStreams(
  streams: readonly Stream[],
  sort: NonNullable<StreamSort>,
  facts: StreamFacts,
): readonly Stream[] {
  const key = KEYS[sort.by];
  const way = sort.by !== 'wrong' && sort.descending ? -1 : 1;
  const keyed = streams.map((stream) => ({ stream, key: key(stream, facts) }));
  keyed.sort((left, right) => {
    if (left.key === null || right.key === null)
      return Number(left.key === null) - Number(right.key === null);
    return way * compareKeys(left.key, right.key);
  });
  return keyed.map(({ stream }) => stream);
}

function compareKeys(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  return left === right ? 0 : compare(String(left), String(right));
}

/** How grave what is wrong is, the gravest 0. */
function gravityOf(stream: Stream, { now, findings }: StreamFacts): number {
  if (isFailed(stream, now)) return 0;
  const severities = new Set(findings(stream).map(({ severity }) => severity));
  return severities.has('error') ? 1 : severities.has('warning') ? 2 : severities.has('note') ? 3 : 4;
}
