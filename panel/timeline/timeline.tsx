import { type Signal, useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { findingsOf } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import { spanText } from '../shared/text/span-text.ts';
import type { Evidence, Finding, LaneFacts, PanelHost, PlayerControl, Span, Stream } from '../types.ts';
import { FindingMarks } from './finding-marks.tsx';
import { busyIn } from './picture/draw-lane.ts';
import { layLanes, wholeSpan } from './picture/lane-layout.ts';
import { alarmsOf, type FindingMark, marksOf, markTexts, unmarkedOf } from './picture/marks.ts';
import { linesOf, type Picture, pictureOf, timeAt, xOf } from './picture/picture.ts';
import { Readout } from './readout.tsx';
import { fitted, spanAfterKey } from './span.ts';
import { crowdText, sumOf, timelineText } from './timeline-text.ts';
import { useAxis } from './use-axis.ts';
import { useDrawing, useRoom } from './use-canvas.ts';
import { type Drag, MIN_DRAG, useDrag } from './use-drag.ts';
import { useWheel } from './use-wheel.ts';

/** The timeline's width and the panel's height below which lines are lower, in px of text at its normal size. */
const TIGHT = { width: 480, height: 450 } as const;

const HELP =
  'Drag to zoom and to keep the grid to that span; double-click shows all. By keyboard: arrow keys move, + and - zoom, 0 shows all.';

/** A lane a connection: drag to zoom, which also filters the Events grid. */
export function Timeline({ stream }: { stream: Stream }) {
  const { act, span, zoomTo } = useStore();
  const host = useHost();
  const { textScale } = host.settings.current();
  const [view] = useState(() => host.views.openTimeline(stream.id));
  useEffect(() => () => view.close(), [view]);
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, panel } = useRoom(place);
  const axis = useAxis(stream);
  const hover = useSignal<{ readonly x: number; readonly y: number } | null>(null);

  const lanes = view.lanes();
  const player = host.player.control();
  // While a tape plays, its picture stands still and fills up.
  const whole = player ? playedSpan(player, stream.id) : wholeSpan(lanes, host.now());
  const isLive = !player && lanes.some((lane) => lane.endedAt === null) && host.tapes.shown().kind === 'live';
  const dragging = useDrag(span.value ?? whole, width, (drag) => {
    if (drag.to - drag.from < MIN_DRAG) {
      act((to) => to.player.control()?.seek(timeAt(drag.to, drag.shown, width)));
      return;
    }
    zoomTo(fitted([timeAt(drag.from, drag.shown, width), timeAt(drag.to, drag.shown, width)], whole));
  });
  useTick(isLive && span.value === null);
  const shown = dragging.drag.value?.shown ?? span.value ?? whole;

  const isTight = width < TIGHT.width * textScale || panel < TIGHT.height * textScale;
  const { shown: findings } = findingsOf(host, stream.id);
  const marks = marksOf(findings, (evidence) => timeOf(host, lanes, evidence));
  const layout = layLanes(lanes.length, isTight, textScale);
  const ticks = axis.marks(shown, width);
  const picture =
    width > 0 ? pictureOf(view, shown, width, layout, ticks, alarmsOf(findings), player?.at) : null;
  const crowd = picture && crowdOf(picture, findings);
  useDrawing(canvas, picture);
  useWheel(canvas, whole, width);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Where several keys are pressed before the next drawing, each continues where the one before it led.
    const next = spanAfterKey(event.key, span.peek() ?? whole, whole);
    if (next === undefined) return;
    event.preventDefault();
    zoomTo(next);
  }

  return (
    <div
      ref={place}
      class="timeline"
      role="application"
      aria-label="Timeline"
      aria-describedby="timeline-text timeline-help"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move and zoom it.
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <canvas
        ref={canvas}
        class="timeline-canvas"
        style={{ height: `${layout.height}px` }}
        onDblClick={() => zoomTo(null)}
        onPointerDown={dragging.onPointerDown}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          hover.value = { x: event.clientX - box.left, y: event.clientY - box.top };
          dragging.onPointerMove(event);
        }}
        onPointerUp={dragging.onPointerUp}
        onPointerCancel={dragging.onPointerCancel}
        onPointerLeave={() => {
          hover.value = null;
        }}
      />
      {picture && <FindingMarks channel={stream.id} marks={marks} picture={picture} scale={textScale} />}
      {crowd && (
        <span class="timeline-crowd" aria-hidden="true" title={crowd.sentences.join('\n')}>
          {crowd.short}
        </span>
      )}
      <Selection drag={dragging.drag} />
      {player && <Playhead x={xOf(player.at, shown, width)} width={width} />}
      <Readout
        picture={picture}
        hover={hover}
        axis={axis}
        drag={dragging.drag}
        isZoomed={span.value !== null}
      />
      <p class="for-readers" id="timeline-text">
        {picture && wordsOf(picture, spanText(shown, axis), marks, crowd?.sentences ?? [])}
      </p>
      <p class="for-readers" id="timeline-help">
        {HELP}
      </p>
    </div>
  );
}

/** More of a live stream may have come since the player was opened. */
function playedSpan(player: PlayerControl, stream: string): Span {
  const [from, to] = wholeSpan(player.lanes(stream), player.end);
  return [from, Math.max(from + 1, Math.min(to, player.end))];
}

/** The moment that the player is at. */
function Playhead({ x, width }: { x: number; width: number }) {
  return x >= 0 && x <= width ? <div class="playhead" style={{ left: `${x}px` }} /> : null;
}

function Selection({ drag }: { drag: Signal<Drag | null> }) {
  const now = drag.value;
  if (!now || Math.abs(now.to - now.from) < MIN_DRAG) return null;
  const left = Math.min(now.from, now.to);
  return (
    <div
      class="timeline-selection"
      style={{ left: `${left}px`, width: `${Math.abs(now.to - now.from)}px` }}
    />
  );
}

/** When what evidence names came; of a header or a connection, when that was opened. */
function timeOf(host: PanelHost, lanes: readonly LaneFacts[], evidence: Evidence): number | null {
  switch (evidence.kind) {
    case 'span':
      return evidence.from;
    case 'row':
      return host.channels.timeAt(evidence.connection, evidence.offset);
    case 'bytes':
      return host.channels.timeAt(evidence.connection, evidence.start);
    default:
      return lanes.find(({ id }) => id === evidence.connection)?.openedAt ?? null;
  }
}

function crowdOf(picture: Picture, findings: readonly Finding[]) {
  const unmarked = findings.reduce((sum, finding) => sum + unmarkedOf(finding), 0);
  return crowdText({ of: picture.of, shown: picture.lanes.length, lines: linesOf(picture), unmarked });
}

function wordsOf(
  picture: Picture,
  times: string,
  marks: readonly FindingMark[],
  crowd: readonly string[],
): string {
  const { lanes, of, gaps, shown, width } = picture;
  const [from, to] = shown;
  const isIn = ({ at }: { readonly at: number }) => from <= at && at < to;
  const all = [...gaps, ...lanes.flatMap(({ facts }) => facts.gaps)];
  const inView = all.filter((gap) => !gap.chosen && isIn(gap)).length;
  const busy = lanes.some((lane) => busyIn(lane, shown, width).length > 0);
  const found = markTexts(marks.filter(isIn));
  return timelineText(
    times,
    { of, shown: lanes.length },
    sumOf(lanes.map(({ columns }) => columns)),
    inView,
    [
      ...(lanes.some(({ facts }) => facts.answeredBy !== null)
        ? ['Hatched: a recording answered, not the server.']
        : []),
      ...(busy ? ['Hatched: the page’s thread did not answer.'] : []),
      ...(found.length > 0 ? [`Marked: ${found.join('; ')}.`] : []),
      ...crowd,
    ],
  );
}
