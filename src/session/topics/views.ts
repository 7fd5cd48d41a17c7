import type { Channels } from '../../channels/index.ts';
import type { ViewsHost } from '../host/views.ts';
import { AllFigures } from '../views/figures.ts';
import type { OpenViews } from '../views/open-views.ts';
import { FollowingEvents, FollowingRaw, type SlicedView } from '../views/rows.ts';
import { FollowingTimeline } from '../views/timeline.ts';

interface Parts {
  readonly shown: () => Channels;
  readonly views: OpenViews;
}

/** The views that a panel can open, each on whatever is shown. */
export function viewsTopic({ shown, views }: Parts): ViewsHost {
  const closed = (view: SlicedView): void => views.close(view);
  return {
    openEvents: (spec) => views.open(new FollowingEvents(spec, shown, closed)),
    openRaw: (connection) => views.open(new FollowingRaw(connection, shown, closed)),
    openTimeline: (stream) => views.open(new FollowingTimeline(stream, shown, closed)),
    openFigures: (channels) => views.open(new AllFigures(channels, shown, closed)),
  };
}
