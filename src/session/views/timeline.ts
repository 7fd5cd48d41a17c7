import {
  type Channel,
  type Channels,
  gapOf,
  type Lane,
  type LaneColumns,
  type LaneGap,
  Timeline,
  type TimelineView,
} from '../../channels/index.ts';
import { FollowingView, type SlicedView } from './rows.ts';

/** The timeline of a channel, whatever tape is shown. */
export class FollowingTimeline extends FollowingView<Channel, Timeline> implements TimelineView {
  readonly #stream: string;

  constructor(stream: string, shown: () => Channels, closed: (view: SlicedView) => void) {
    super(shown, closed);
    this.#stream = stream;
  }
  protected override find(channels: Channels): Channel | undefined {
    return channels.channel(this.#stream);
  }
  protected override make(channel: Channel, channels: Channels): Timeline {
    return new Timeline(channel, () => channels.looseGaps.map(gapOf));
  }
  lanes(): readonly Lane[] {
    return this.view?.lanes() ?? [];
  }
  gaps(): readonly LaneGap[] {
    return this.view?.gaps() ?? [];
  }
  columns(lane: number, from: number, to: number, width: number): LaneColumns {
    if (!this.view) throw new RangeError(`lane ${lane} of none`);
    return this.view.columns(lane, from, to, width);
  }
  get working(): number | null {
    return this.view?.working ?? null;
  }
}
