import type { Signal } from '@preact/signals';
import { seconds } from '../../src/format/durations.ts';
import { spanText, timeText } from '../shared/text/span-text.ts';
import { TickKind } from '../types.ts';
import { type LanePicture, type Picture, timeAt, xOf } from './picture/picture.ts';
import { counted, sumOf } from './timeline-text.ts';
import type { Axis } from './use-axis.ts';
import { type Drag, MIN_DRAG } from './use-drag.ts';

interface Props {
  readonly picture: Picture | null;
  readonly hover: Signal<{ readonly x: number; readonly y: number } | null>;
  readonly axis: Axis;
  readonly drag: Signal<Drag | null>;
  readonly isZoomed: boolean;
}

/** Ticks so near to the pointer are in the readout, in px. */
const NEAR = 3;

const COLORS: Partial<Record<TickKind, string>> = {
  [TickKind.Chunk]: 'chunk',
  [TickKind.Event]: 'event',
  [TickKind.Received]: 'event',
  [TickKind.Sent]: 'sent',
  [TickKind.Comment]: 'comment',
  [TickKind.Discarded]: 'warn',
  [TickKind.Empty]: 'comment',
  [TickKind.Failed]: 'bad',
};
const DOTS: ReadonlySet<TickKind> = new Set([
  TickKind.Comment,
  TickKind.Discarded,
  TickKind.Empty,
  TickKind.Failed,
]);

/** What lies under the pointer, which is also how one learns what the marks mean. For the eye: others have the text. */
export function Readout({ picture, hover, axis, drag, isZoomed }: Props) {
  const at = hover.value;
  const dragged = drag.value;
  if (!picture || !at) return null;
  if (dragged && Math.abs(dragged.to - dragged.from) >= MIN_DRAG) {
    const ends = [dragged.from, dragged.to]
      .sort((a, b) => a - b)
      .map((x) => timeAt(x, dragged.shown, picture.width));
    return (
      <div class="timeline-readout" aria-hidden="true">
        {spanText([ends[0] ?? 0, ends[1] ?? 0], axis)}
      </div>
    );
  }
  const lane = laneAt(picture, at.x, at.y);
  const time = timeAt(at.x, picture.shown, picture.width);
  return (
    <div class="timeline-readout" aria-hidden="true">
      <span>{timeText(time, axis)}</span>
      {lane && <LaneWords lane={lane} picture={picture} x={at.x} />}
      <span class="quiet-text">{isZoomed ? 'double-click: show all' : 'drag: zoom and filter'}</span>
    </div>
  );
}

function LaneWords({ lane, picture, x }: { lane: LanePicture; picture: Picture; x: number }) {
  const { facts, left, columns } = lane;
  const isNear = (at: number) => Math.abs(xOf(at, picture.shown, picture.width) - x) <= NEAR + 1;
  const gap = facts.gaps.find(({ at }) => isNear(at));
  const isAtEnd = facts.endedAt !== null && isNear(facts.endedAt);
  const time = timeAt(x, picture.shown, picture.width);
  const busy = facts.busy.find(({ from, to }) => time >= from && (to === null || time < to));
  const alarm = lane.alarms.find(({ from, to }) => time >= from && time < to);
  const first = Math.floor(x) - left - NEAR;
  return (
    <>
      {picture.of > 1 && <span>{facts.label}</span>}
      {counted(sumOf([columns], first, Math.max(0, first + 2 * NEAR + 1))).map(({ kind, text }) => (
        <span key={kind}>
          <i
            class={DOTS.has(kind) ? 'is-dot' : ''}
            style={{ '--mark-color': `var(--timeline-${COLORS[kind] ?? 'text'})` }}
          />
          {text}
        </span>
      ))}
      {facts.answeredBy !== null && <span>Answered by a recording</span>}
      {alarm && <span>{alarm.text}</span>}
      {busy && <span>Thread busy{busy.to === null ? '' : `: ${seconds(busy.to - busy.from)}`}</span>}
      {gap && <span>{gap.chosen ? gap.why : `Gap: ${gap.why}`}</span>}
      {isAtEnd && facts.end && <span>{facts.end.text}</span>}
    </>
  );
}

/** The lane on the line under the pointer that was open then, else the nearest one before. */
function laneAt({ lanes, layout }: Picture, x: number, y: number): LanePicture | undefined {
  return lanes.findLast(({ top, left }) => y >= top && y < top + layout.line && left <= x + NEAR);
}
