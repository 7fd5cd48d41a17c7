import type { FiguresView } from '../../channels/model/cost.ts';
import type { EventsSpec, EventsView } from '../../channels/model/events.ts';
import type { RawView } from '../../channels/model/raw.ts';
import type { TimelineView } from '../../channels/model/timeline.ts';

/** Views that the panel opens and closes. Until then they follow what is shown, and are kept up to date. */
export interface ViewsHost {
  /** A channel's rows, filtered and sorted. */
  openEvents(spec: EventsSpec): EventsView;
  /** The wire of one connection. */
  openRaw(connection: string): RawView;
  /** A channel's connections in time. */
  openTimeline(stream: string): TimelineView;
  /** What channels cost on the wire and how late their messages come, to be compared. */
  openFigures(channels: readonly string[]): FiguresView;
}
