import { BarKind, type Span, TickKind } from '../../types.ts';
import type { TimelineColors } from './colors.ts';
import { hatch } from './hatch.ts';
import type { Alarm } from './marks.ts';
import { type LanePicture, type Picture, xOf } from './picture.ts';

/** Share of a line's height for events; below them are chunks. */
const EVENTS = 0.55;
const DOT = 1.75;
/** Half the width of a gap's mark, in px: a gap is a moment, and must be seen. */
const GAP = 3;

/** Draws one connection: its life as a bar, what came as ticks and dots, its gaps hatched, its end as a line. */
export function drawLane(
  context: CanvasRenderingContext2D,
  lane: LanePicture,
  { shown, width, layout }: Picture,
  colors: TimelineColors,
): void {
  const top = lane.top + 1;
  const height = layout.line - 2;
  drawBars(context, lane, top, height, colors);
  // Where it begins, since another connection may have ended on this line just before.
  if (lane.sharesLine) {
    context.fillStyle = colors.text;
    context.fillRect(lane.left, top, 1, height);
  }
  if (lane.facts.answeredBy !== null) hatchBars(context, lane, top, height, colors);
  for (const [x, to] of busyIn(lane, shown, width)) hatch(context, x, top, to - x, height, colors.text);

  const middle = top + height / 2;
  const upper = height * EVENTS;
  ticks(context, lane, TickKind.Chunk, colors.chunk, top + upper, height - upper);
  ticks(context, lane, TickKind.Event, colors.event, top, upper);
  ticks(context, lane, TickKind.Sent, colors.sent, top, height / 2);
  ticks(context, lane, TickKind.Received, colors.event, middle, height / 2);
  dots(context, lane, TickKind.Comment, colors.comment, top + upper / 2);
  dots(context, lane, TickKind.Empty, colors.comment, top + upper / 2);
  dots(context, lane, TickKind.Failed, colors.bad, top + upper / 2);
  dots(context, lane, TickKind.Discarded, colors.warn, top + upper / 2);

  for (const alarm of lane.alarms) drawAlarm(context, alarm, top, height, shown, width, colors);
  for (const gap of lane.facts.gaps) {
    hatch(
      context,
      xOf(gap.at, shown, width) - GAP,
      top,
      2 * GAP,
      height,
      gap.chosen ? colors.comment : colors.warn,
    );
  }
  const { end, endedAt } = lane.facts;
  if (!end || endedAt === null) return;
  context.fillStyle = end.good ? colors.text : colors.bad;
  const x = Math.round(xOf(endedAt, shown, width));
  context.fillRect(x, top, 2, height);
  // An end that went wrong differs in shape too.
  if (!end.good) context.fillRect(x - 2, top, 6, 2);
}

/** A stretch of red with a line below it, which sets it apart from a bar where colours do not. */
function drawAlarm(
  context: CanvasRenderingContext2D,
  alarm: Alarm,
  top: number,
  height: number,
  shown: Span,
  width: number,
  colors: TimelineColors,
): void {
  const x = Math.max(0, xOf(alarm.from, shown, width));
  const long = Math.min(width, xOf(alarm.to, shown, width)) - x;
  if (long <= 0) return;
  context.fillStyle = colors.bad;
  context.globalAlpha = 0.3;
  context.fillRect(x, top, long, height);
  context.globalAlpha = 1;
  context.fillRect(x, top + height - 3, long, 3);
}

/** Where in view the thread did not respond, in px; neighbours that touch are one. */
export function busyIn(
  { facts: { busy } }: Pick<LanePicture, 'facts'>,
  shown: Span,
  width: number,
): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const { from, to } of busy) {
    const x = Math.max(0, xOf(from, shown, width));
    const end = Math.min(width, to === null ? width : xOf(to, shown, width));
    if (end <= 0 || x >= width) continue;
    const last = found.at(-1);
    if (last && x - last[1] < 1) last[1] = Math.max(last[1], end);
    else found.push([x, Math.max(x + 2, end)]);
  }
  return found;
}

function drawBars(
  context: CanvasRenderingContext2D,
  { left, isSecond, columns: { bars, whole } }: LanePicture,
  top: number,
  height: number,
  colors: TimelineColors,
): void {
  const open = isSecond ? colors.second : colors.open;
  for (let begin = 0; begin < bars.length; ) {
    let end = begin + 1;
    while (end < bars.length && bars[end] === bars[begin] && whole[end] === whole[begin]) end++;
    const kind = bars[begin];
    if (kind) {
      // Bars and gaps narrower than a pixel look like a paler bar.
      context.globalAlpha = whole[begin] ? 1 : 0.7;
      context.fillStyle = kind === BarKind.Open || kind === BarKind.Hold ? open : colors.connecting;
      context.fillRect(left + begin, top, end - begin, height);
      context.globalAlpha = 1;
      const isOnHold = kind === BarKind.Suspended || (kind === BarKind.Waiting && end - begin > 2);
      if (isOnHold) hatch(context, left + begin, top, end - begin, height, colors.text);
    }
    begin = end;
  }
}

/** A recording answered: what is there is no server's. */
function hatchBars(
  context: CanvasRenderingContext2D,
  { left, columns: { bars } }: LanePicture,
  top: number,
  height: number,
  { answered }: TimelineColors,
): void {
  for (let begin = 0; begin < bars.length; begin++) {
    if (!bars[begin]) continue;
    const from = begin;
    while (bars[begin]) begin++;
    hatch(context, left + from, top, begin - from, height, answered);
  }
}

function ticks(
  context: CanvasRenderingContext2D,
  { left, columns }: LanePicture,
  kind: TickKind,
  color: string,
  top: number,
  height: number,
): void {
  if (!columns.totals[kind]) return;
  const counts = columns.ticks[kind] ?? [];
  context.fillStyle = color;
  for (let begin = 0; begin < counts.length; begin++) {
    if (!counts[begin]) continue;
    let end = begin + 1;
    while (counts[end]) end++;
    // One alone would be too thin to see from the back of a room.
    context.fillRect(left + begin, top, Math.max(2, end - begin), height);
    begin = end;
  }
}

function dots(
  context: CanvasRenderingContext2D,
  { left, columns }: LanePicture,
  kind: TickKind,
  color: string,
  y: number,
): void {
  if (!columns.totals[kind]) return;
  const counts = columns.ticks[kind] ?? [];
  context.fillStyle = color;
  context.beginPath();
  for (let column = 0; column < counts.length; column++) {
    if (!counts[column]) continue;
    const x = left + column + 0.5;
    context.moveTo(x + DOT, y);
    context.arc(x, y, DOT, 0, 2 * Math.PI);
  }
  context.fill();
}
