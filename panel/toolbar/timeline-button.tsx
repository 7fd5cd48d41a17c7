import { useIsTimelineShown, useLayout } from '../shared/hooks/use-layout.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';

/** Shows and hides the timeline; for now only, where it is folded for want of height. */
export function TimelineButton() {
  const { act, isTimelineForced } = useStore();
  const { foldsTimeline } = useLayout();
  const isShown = useIsTimelineShown();
  return (
    <button
      type="button"
      class="tool may-fold"
      aria-label="Timeline"
      aria-pressed={isShown}
      title={
        isShown
          ? 'Hide the timeline'
          : foldsTimeline
            ? 'Show the timeline: it is folded, since there is little height'
            : 'Show the timeline'
      }
      onClick={() => {
        if (foldsTimeline) isTimelineForced.value = !isShown;
        // Where it folds by itself it need not be put away as well, for when there is height again.
        if (!foldsTimeline || !isShown) act((to) => to.settings.save({ timeline: !isShown }));
      }}
    >
      <Icon name="timeline" />
    </button>
  );
}
