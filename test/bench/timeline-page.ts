/**
 * What the timeline's benchmark runs in the page: the panel's own picture and drawing of a real tape, and the two ways a
 * drawing is usually made. All end with the pixels there.
 */

import type { TimelineColors } from '../../panel/timeline/picture/colors.ts';
import { draw } from '../../panel/timeline/picture/draw.ts';
import { layLanes, wholeSpan } from '../../panel/timeline/picture/lane-layout.ts';
import { type Picture, pictureOf, xOf } from '../../panel/timeline/picture/picture.ts';
import type { Span } from '../../panel/types.ts';
import { Channels, type Lane, type Ticks, Timeline } from '../../src/channels/index.ts';
import { TICK_KINDS, TickKind } from '../../src/channels/model/timeline.ts';
import { columnsOf } from '../../src/channels/timeline/columns.ts';
import { Tape } from '../../src/tape/index.ts';
import { chunk, request, response } from '../../src/tape/testing.ts';

export type Way = 'ours' | 'counted' | 'each';

declare global {
  interface Window {
    timelineBench: {
      /** Makes an event stream with `ticks` ticks, a chunk an event. @returns milliseconds to count them once. */
      prepare(ticks: number): number;
      /** @returns milliseconds of one drawing. */
      time(way: Way): number;
      /** What each way counts by kind, so that all draw the same. */
      counts(way: Exclude<Way, 'each'>): readonly number[];
    };
  }
}

const WIDTH = 1000;
const COLORS: TimelineColors = {
  text: '#222',
  grid: '#ddd',
  open: '#cde',
  second: '#cde',
  connecting: '#999',
  chunk: '#579',
  event: '#06c',
  comment: '#080',
  warn: '#c60',
  sent: '#808',
  bad: '#c00',
  answered: '#808',
};

let timeline: Timeline;
let lane: Lane;
let shown: Span;
const canvas = document.body.appendChild(document.createElement('canvas'));
const never = (): boolean => false;

/** Half of the ticks are chunks, the other half what came in them; every tenth is a comment. */
function prepare(ticks: number): number {
  const tape = new Tape();
  tape.append(request('sse'));
  tape.append(response('sse'));
  for (let i = 0; i < ticks / 2; i++)
    tape.append(chunk('sse', 10 + i, i % 10 === 9 ? ': beat\n\n' : 'data: x\n\n'));
  const channels = new Channels(tape);
  while (channels.update(never));
  const channel = channels.channel('sse');
  if (!channel) throw new Error('no channel');
  timeline = new Timeline(channel, () => []);
  const begin = performance.now();
  while (timeline.work(never));
  const took = performance.now() - begin;
  [lane] = timeline.lanes() as [Lane];
  shown = wholeSpan(timeline.lanes(), tape.lastAt);
  return took;
}

const layout = layLanes(1, false, 1);

/** What a drawing makes of it is one thing; that it is done is another. */
function finish(): void {
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
}

function ours(): Picture {
  return pictureOf(
    { ...viewOf(), columns: (...args) => timeline.columns(...args) },
    shown,
    WIDTH,
    layout,
    [],
    [],
  );
}

/** Looks at each tick, and counts it in its column; then draws the columns. */
function counted(): Picture {
  const columns = (_: number, from: number, to: number, width: number) => {
    const empty = columnsOf([], lane.bars, from, to, width);
    const counts = Array.from({ length: TICK_KINDS }, () => new Uint32Array(width));
    const totals = new Array<number>(TICK_KINDS).fill(0);
    for (const ticks of lane.ticks) {
      for (let tick = 0; tick < ticks.count; tick++) {
        const column = Math.floor(((ticks.at(tick) - from) / (to - from)) * width);
        if (column < 0 || column >= width) continue;
        const kind = kindOf(ticks, tick);
        const of = counts[kind];
        if (of) of[column] = (of[column] ?? 0) + 1;
        totals[kind] = (totals[kind] ?? 0) + 1;
      }
    }
    return { ...empty, ticks: counts, totals };
  };
  return pictureOf({ ...viewOf(), columns }, shown, WIDTH, layout, [], []);
}

/** Draws each tick alone. */
function each(): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, WIDTH, layout.height);
  const height = layout.line - 2;
  const top = layout.axis + 1;
  for (const ticks of lane.ticks) {
    for (let tick = 0; tick < ticks.count; tick++) {
      const kind = kindOf(ticks, tick);
      const isChunk = kind === TickKind.Chunk;
      context.fillStyle = isChunk ? COLORS.chunk : kind === TickKind.Comment ? COLORS.comment : COLORS.event;
      context.fillRect(
        xOf(ticks.at(tick), shown, WIDTH),
        isChunk ? top + height * 0.55 : top,
        2,
        height * 0.45,
      );
    }
  }
}

const kindOf = (ticks: Ticks, tick: number): TickKind =>
  ticks.kinds.length === 1 ? (ticks.kinds[0] ?? TickKind.Chunk) : ticks.kind(tick);

const viewOf = () => ({ lanes: () => timeline.lanes(), gaps: () => [], working: null, close: () => {} });

window.timelineBench = {
  prepare,
  time(way) {
    const begin = performance.now();
    if (way === 'each') each();
    else draw(canvas, way === 'ours' ? ours() : counted(), COLORS, '11px sans-serif');
    finish();
    return performance.now() - begin;
  },
  counts: (way) => (way === 'ours' ? ours() : counted()).lanes[0]?.columns.totals ?? [],
};
