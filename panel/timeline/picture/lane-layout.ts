import type { LaneFacts, Span } from '../../types.ts';

/** Connections drawn at once; of more in view the newest. */
export const MAX_LANES = 500;

/** Heights in px of text at its normal size: the axis, and the signs of findings. */
const AXIS = 16;
const SIGNS = 12;
/**
 * The lines have the same room however many they are, and the signs of findings have theirs before there are any: a
 * reconnect or a finding must not move what lies below under the mouse.
 */
const ROOMY = { room: 40, lines: 8 } as const;
const TIGHT = { room: 20, lines: 4 } as const;

export interface LaneLayout {
  /** Height of the axis, in px. */
  readonly axis: number;
  /** Where the lines begin: below the axis and the signs of findings. */
  readonly top: number;
  /** Height of a line, in px. */
  readonly line: number;
  /** Lines that lanes share: connection 9 is drawn on the line of connection 1. */
  readonly lines: number;
  readonly height: number;
}

/** @param isTight where there is little room. @param scale factor on the text's size. */
export function layLanes(count: number, isTight: boolean, scale: number): LaneLayout {
  const most = isTight ? TIGHT : ROOMY;
  const lines = Math.min(Math.max(1, count), most.lines);
  const room = Math.round(most.room * scale);
  const axis = Math.round(AXIS * scale);
  const top = axis + Math.round(SIGNS * scale);
  return { axis, top, line: Math.floor(room / lines), lines, height: top + room + 2 };
}

/** Numbers of the lanes that lived in a span, at most {@link MAX_LANES}, and how many there are in all. */
export function lanesIn(lanes: readonly LaneFacts[], [from, to]: Span): { of: number; shown: number[] } {
  const shown: number[] = [];
  for (const [number, lane] of lanes.entries()) {
    if (lane.openedAt < to && (lane.endedAt ?? Number.POSITIVE_INFINITY) >= from) shown.push(number);
  }
  return { of: shown.length, shown: shown.slice(-MAX_LANES) };
}

/**
 * All there is to show: from the first connection to the last one's end, or to now while one continues. A little more, so that
 * what came last does not lie on the edge.
 */
export function wholeSpan(lanes: readonly LaneFacts[], now: number): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { openedAt, endedAt } of lanes) {
    from = Math.min(from, openedAt);
    to = Math.max(to, endedAt ?? now);
  }
  if (!(from <= to)) return [Math.min(from, now), Math.min(from, now) + 1];
  return [from, to + Math.max(1, (to - from) * 0.01)];
}
