import { type Lane, TickKind, Timeline } from '../../src/channels/index.ts';
import type { EventRow, Stream, TimelineView } from '../types.ts';
import { BarKind } from '../types.ts';
import type { FakeRows } from './fake-views.ts';

const KINDS: Readonly<Record<EventRow['kind'], TickKind>> = {
  event: TickKind.Event,
  message: TickKind.Event,
  comment: TickKind.Comment,
  discarded: TickKind.Discarded,
  pending: TickKind.Note,
  frame: TickKind.Received,
  note: TickKind.Note,
  injected: TickKind.Note,
};

/** The session's own timeline on lanes that are given, or on one made of a stream's rows: each came as a chunk. */
export function fakeTimeline(
  summary: () => Stream | null,
  rows: FakeRows,
  gap: number | null,
  given: readonly Lane[] | null,
): TimelineView {
  const ended = () => {
    const state = summary()?.state;
    return state?.kind === 'ended' ? state : null;
  };
  const ticks = (kinds: readonly TickKind[], kind: (row: EventRow) => TickKind): Lane['ticks'][number] => ({
    get count() {
      return rows.count();
    },
    kinds,
    at: (index) => rows.at(index).at,
    kind: (index) => kind(rows.at(index)),
  });
  const lane: Lane = {
    id: summary()?.id ?? '',
    label: 'Connection 1',
    get openedAt() {
      return summary()?.openedAt ?? 0;
    },
    get endedAt() {
      return ended()?.at ?? null;
    },
    get end() {
      const state = ended();
      return state && { good: state.good, inferred: state.inferred, text: summary()?.verdict ?? '' };
    },
    gaps: gap === null ? [] : [{ at: gap, why: 'Opened before capture began', bytes: null }],
    busy: [],
    bars: {
      count: 1,
      from: () => summary()?.openedAt ?? 0,
      to: () => ended()?.at ?? Number.POSITIVE_INFINITY,
      kind: () => (summary()?.state.kind === 'waiting' ? BarKind.Waiting : BarKind.Open),
    },
    ticks: [
      ticks([TickKind.Chunk], () => TickKind.Chunk),
      ticks([TickKind.Event, TickKind.Comment, TickKind.Discarded, TickKind.Note], (row) => KINDS[row.kind]),
    ],
  };
  const timeline = new Timeline({ lanes: () => given ?? (summary() ? [lane] : []) }, () => []);
  const upToDate = () => {
    while (timeline.work(() => false));
    return timeline;
  };
  return {
    lanes: () => timeline.lanes(),
    gaps: () => [],
    columns: (...stretch) => upToDate().columns(...stretch),
    working: null,
    close() {},
  };
}
