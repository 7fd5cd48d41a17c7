import type { LaneColumns, LaneFacts, LaneGap, Span, TimelineView } from '../../types.ts';
import { type LaneLayout, lanesIn } from './lane-layout.ts';
import type { Alarm } from './marks.ts';
import type { AxisMark } from './time-axis.ts';

/** A lane as far as it lies in the picture. */
export interface LanePicture {
  readonly facts: LaneFacts;
  /** Top of its line, in px. */
  readonly top: number;
  /** First column it is counted in; columns are px. */
  readonly left: number;
  readonly columns: LaneColumns;
  /** An earlier connection has its line as well, and each second one of a line is drawn so that it can be told from the first. */
  readonly sharesLine: boolean;
  readonly isSecond: boolean;
  /** Stretches that a warning is about. */
  readonly alarms: readonly Alarm[];
}

/** All that is drawn, in px from the canvas's left upper corner. */
export interface Picture {
  readonly shown: Span;
  readonly width: number;
  readonly layout: LaneLayout;
  readonly marks: readonly AxisMark[];
  readonly lanes: readonly LanePicture[];
  /** Connections in view, drawn or not. */
  readonly of: number;
  /** Gaps that belong to no connection. */
  readonly gaps: readonly LaneGap[];
}

/** How many lines its connections are drawn on. */
export function linesOf({ lanes }: Pick<Picture, 'lanes'>): number {
  return new Set(lanes.map(({ top }) => top)).size;
}

/** Where a tape time lies, in px; outside of the picture it may be any number. */
export function xOf(at: number, [from, to]: Span, width: number): number {
  return ((at - from) / (to - from)) * width;
}

/** The tape time at `x`. */
export function timeAt(x: number, [from, to]: Span, width: number): number {
  return from + (x / width) * (to - from);
}

/**
 * Counts what is in view: a lane only where its connection lived, so that a thousand in a row cost little more than one.
 * @param now what is open is drawn up to here.
 */
export function pictureOf(
  view: TimelineView,
  shown: Span,
  width: number,
  layout: LaneLayout,
  marks: readonly AxisMark[],
  alarms: readonly Alarm[],
  now = Number.POSITIVE_INFINITY,
): Picture {
  const all = view.lanes();
  const { of, shown: numbers } = lanesIn(all, shown);
  const lanes: LanePicture[] = [];
  for (const number of numbers) {
    const facts = all[number];
    if (!facts) continue;
    const clamp = (x: number) => Math.min(width, Math.max(0, x));
    const left = Math.min(width - 1, clamp(Math.floor(xOf(facts.openedAt, shown, width))));
    const until = facts.endedAt ?? (now < shown[1] ? now : null);
    const end = until === null ? width : clamp(Math.ceil(xOf(until, shown, width)) + 1);
    const right = Math.max(left + 1, end);
    const from = timeAt(left, shown, width);
    const to = right === width ? shown[1] : timeAt(right, shown, width);
    const columns = view.columns(number, from, to, right - left);
    lanes.push({
      facts,
      top: layout.top + (number % layout.lines) * layout.line,
      left,
      columns,
      sharesLine: number >= layout.lines,
      isSecond: Math.floor(number / layout.lines) % 2 === 1,
      alarms: alarms.filter(({ connection }) => connection === facts.id),
    });
  }
  return { shown, width, layout, marks, lanes, of, gaps: view.gaps() };
}
