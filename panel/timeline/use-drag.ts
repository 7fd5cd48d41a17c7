import { type Signal, useSignal } from '@preact/signals';
import type { TargetedPointerEvent } from 'preact';
import type { Span } from '../types.ts';

/** A drag under way: the picture does not move until it ends, so that the times under the pointer stay. */
export interface Drag {
  readonly shown: Span;
  readonly from: number;
  readonly to: number;
}

/** Shorter drags are clicks, in px. */
export const MIN_DRAG = 4;

export interface Dragging {
  readonly drag: Signal<Drag | null>;
  readonly onPointerDown: (event: TargetedPointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerMove: (event: TargetedPointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerUp: (event: TargetedPointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerCancel: () => void;
}

/** @param onEnd gets the two ends of a drag, left first, in px; of a click they lie nearer than {@link MIN_DRAG}. */
export function useDrag(shown: Span, width: number, onEnd: (drag: Drag) => void): Dragging {
  const drag = useSignal<Drag | null>(null);
  const xOf = (event: TargetedPointerEvent<HTMLCanvasElement>) =>
    Math.min(width, Math.max(0, event.clientX - event.currentTarget.getBoundingClientRect().left));
  return {
    drag,
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.value = { shown, from: xOf(event), to: xOf(event) };
    },
    onPointerMove(event) {
      if (drag.value) drag.value = { ...drag.value, to: xOf(event) };
    },
    onPointerUp() {
      const ended = drag.value;
      drag.value = null;
      if (!ended) return;
      onEnd({ ...ended, from: Math.min(ended.from, ended.to), to: Math.max(ended.from, ended.to) });
    },
    onPointerCancel() {
      drag.value = null;
    },
  };
}
