import {
  type ChannelRows,
  type Channels,
  type EventsSpec,
  type EventsView,
  RawIndex,
  type RawView,
  RowsView,
} from '../channels/index.ts';

/** What a session does with the views that are open: keeps them at work. */
export interface Worker {
  work(until: () => boolean): boolean;
}

/**
 * A view that follows what is shown: when the tape is cleared or another one is shown, it begins anew on the stream
 * of the same id, so that the panel need not know.
 */
export abstract class FollowingView<V extends Worker> implements Worker {
  readonly #shown: () => Channels;
  readonly #closed: (view: Worker) => void;
  #channels: Channels | null = null;
  #view: V | null = null;

  constructor(shown: () => Channels, closed: (view: Worker) => void) {
    this.#shown = shown;
    this.#closed = closed;
  }

  work(until: () => boolean): boolean {
    return this.view?.work(until) ?? false;
  }

  close(): void {
    this.#closed(this);
  }

  protected abstract make(channels: Channels): V | null;

  /** Whether what the view was made of is no longer what is to be shown. */
  protected isStale(_channels: Channels): boolean {
    return false;
  }

  /** Null while there is no such stream. */
  protected get view(): V | null {
    const channels = this.#shown();
    if (this.#channels !== channels || (this.#view && this.isStale(channels))) {
      this.#channels = channels;
      this.#view = null;
    }
    this.#view ??= this.make(channels);
    return this.#view;
  }
}

export class FollowingEvents extends FollowingView<RowsView> implements EventsView {
  readonly #spec: EventsSpec;
  #rows: ChannelRows | null = null;

  constructor(spec: EventsSpec, shown: () => Channels, closed: (view: Worker) => void) {
    super(shown, closed);
    this.#spec = spec;
  }

  protected override make(channels: Channels): RowsView | null {
    const channel = channels.channel(this.#spec.stream);
    this.#rows = channel?.rows ?? null;
    return channel ? new RowsView(channel.rows, this.#spec) : null;
  }

  /** A poll loop's rows are answers or their elements, as the user likes. */
  protected override isStale(channels: Channels): boolean {
    return channels.channel(this.#spec.stream)?.rows !== this.#rows;
  }

  get count(): number {
    return this.view?.count ?? 0;
  }
  get total(): number {
    return this.view?.total ?? 0;
  }
  get working(): number | null {
    return this.view?.working ?? null;
  }
  get filterError(): string | null {
    return this.view?.filterError ?? null;
  }
  get paused(): boolean {
    return this.view?.paused ?? false;
  }
  get behind(): number {
    return this.view?.behind ?? 0;
  }
  rows(start: number, end: number) {
    return this.view?.rows(start, end) ?? [];
  }
  indexOf(key: number): number {
    return this.view?.indexOf(key) ?? -1;
  }
  pause(on: boolean): void {
    this.view?.pause(on);
  }
}

export class FollowingRaw extends FollowingView<RawIndex> implements RawView {
  readonly #stream: string;

  constructor(stream: string, shown: () => Channels, closed: (view: Worker) => void) {
    super(shown, closed);
    this.#stream = stream;
  }

  protected override make(channels: Channels): RawIndex | null {
    const stream = channels.stream(this.#stream);
    return stream ? new RawIndex(stream) : null;
  }

  get count(): number {
    return this.view?.count ?? 0;
  }
  get working(): number | null {
    return this.view?.working ?? null;
  }
  rows(start: number, end: number) {
    const raw = this.view;
    if (!raw) return [];
    const first = Math.max(0, start);
    const last = Math.min(end, raw.count);
    return Array.from({ length: Math.max(0, last - first) }, (_, index) => raw.row(first + index));
  }
  indexOf(offset: number): number {
    return this.view?.indexOf(offset) ?? -1;
  }
}
