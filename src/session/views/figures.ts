import {
  type Channel,
  ChannelFigures,
  type Channels,
  type Figures,
  type FiguresView,
} from '../../channels/index.ts';
import { FollowingView, type SlicedView } from './rows.ts';

class FollowingFigures extends FollowingView<Channel, ChannelFigures> {
  readonly #id: string;

  constructor(id: string, shown: () => Channels) {
    super(shown, () => {});
    this.#id = id;
  }
  protected override find(channels: Channels): Channel | undefined {
    return channels.channel(this.#id);
  }
  protected override make(channel: Channel, channels: Channels): ChannelFigures {
    return new ChannelFigures(channel, (at) => channels.tape.wall(at));
  }
  read(): Figures | null {
    return this.view?.read() ?? null;
  }
}

/** The figures of several channels, whatever tape is shown. */
export class AllFigures implements SlicedView, FiguresView {
  readonly #each: ReadonlyMap<string, FollowingFigures>;
  readonly #closed: (view: SlicedView) => void;

  constructor(ids: readonly string[], shown: () => Channels, closed: (view: SlicedView) => void) {
    this.#each = new Map(ids.map((id) => [id, new FollowingFigures(id, shown)]));
    this.#closed = closed;
  }

  work(until: () => boolean): boolean {
    let more = false;
    for (const figures of this.#each.values()) if (figures.work(until)) more = true;
    return more;
  }

  of(id: string): Figures | null {
    return this.#each.get(id)?.read() ?? null;
  }

  close(): void {
    this.#closed(this);
  }
}
