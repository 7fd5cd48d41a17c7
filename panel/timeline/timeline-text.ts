import { count, plural } from '../../src/format/numbers.ts';
import { type LaneColumns, TickKind } from '../types.ts';

export interface Counted {
  readonly kind: TickKind;
  readonly text: string;
}

const WORDS: readonly (readonly [kind: TickKind, one: string])[] = [
  [TickKind.Chunk, 'chunk'],
  [TickKind.Event, 'event'],
  [TickKind.Sent, 'frame sent'],
  [TickKind.Received, 'frame received'],
  [TickKind.Comment, 'comment'],
  [TickKind.Discarded, 'block without event'],
  [TickKind.Empty, 'empty answer'],
  [TickKind.Failed, 'failed request'],
];
const MANY: Readonly<Record<string, string>> = {
  'frame sent': 'frames sent',
  'frame received': 'frames received',
  'block without event': 'blocks without event',
};

/** What there is, kind by kind: "3 chunks", "1 event". */
export function counted(totals: readonly number[]): Counted[] {
  return WORDS.filter(([kind]) => (totals[kind] ?? 0) > 0).map(([kind, one]) => ({
    kind,
    text: plural(totals[kind] ?? 0, one, MANY[one]),
  }));
}

/** Sums of several lanes, or of some columns of one, by kind. */
export function sumOf(lanes: readonly Pick<LaneColumns, 'ticks'>[], from = 0, to?: number): number[] {
  const sums: number[] = [];
  for (const { ticks } of lanes) {
    for (const [kind, counts] of ticks.entries()) {
      sums[kind] ??= 0;
      for (const more of counts.subarray(Math.max(0, from), to)) sums[kind] += more;
    }
  }
  return sums;
}

/** How crowded the picture is. */
interface Crowd {
  /** Connections in view. */
  readonly of: number;
  /** Those that are drawn, and the lines they are drawn on. */
  readonly shown: number;
  readonly lines: number;
  /** Places of findings that have no sign. */
  readonly unmarked: number;
}

/** What is not seen at a glance: connections that are left out or share a line, and places without a sign. */
export function crowdText({ of, shown, lines, unmarked }: Crowd): {
  readonly short: string;
  readonly sentences: readonly string[];
} | null {
  const isShared = shown > lines;
  const leftOut = of - shown;
  const short = [
    ...(isShared || leftOut > 0 ? [`${plural(of, 'connection')} on ${plural(lines, 'line')}`] : []),
    ...(leftOut > 0 ? [`${count(leftOut)} older not drawn`] : []),
    ...(unmarked > 0 ? [`${plural(unmarked, 'more place', 'more places')} not marked`] : []),
  ];
  if (short.length === 0) return null;
  const sentences = [
    ...(isShared
      ? [
          `Drawn on ${plural(lines, 'line')}, one after another: each second connection of a line has another colour, and a stroke where it begins.`,
        ]
      : []),
    ...(unmarked > 0
      ? [`Of findings at many places the first are marked; ${count(unmarked)} more are only counted.`]
      : []),
  ];
  return { short: short.join(' · '), sentences };
}

/** What the canvas shows, in words. @param more sentences on what is marked in it. */
export function timelineText(
  times: string,
  lanes: { readonly of: number; readonly shown: number },
  totals: readonly number[],
  gaps: number,
  more: readonly string[] = [],
): string {
  const newest = lanes.shown < lanes.of ? ` (the newest ${lanes.shown} shown)` : '';
  const parts = [`${plural(lanes.of, 'connection')}${newest}`, ...counted(totals).map(({ text }) => text)];
  if (gaps > 0) parts.push(plural(gaps, 'gap'));
  return [`${times}: ${parts.join(', ')}.`, ...more].join(' ');
}
