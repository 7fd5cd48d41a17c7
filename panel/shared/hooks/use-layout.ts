import { type Layout, layoutOf } from '../layout/layout.ts';
import { useHost, useStore } from '../state/context.ts';

/** How the panel is laid out now; draws again when that changes. */
export function useLayout(): Layout {
  const { room } = useStore();
  return layoutOf(room.value, useHost().settings.current());
}

/** Whether the timeline is shown: the user's wish, and where it is folded for want of height, that it was asked for. */
export function useIsTimelineShown(): boolean {
  const { isTimelineForced } = useStore();
  const { timeline } = useHost().settings.current();
  return timeline && (!useLayout().foldsTimeline || isTimelineForced.value);
}
