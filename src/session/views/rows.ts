import {
  type ChannelRows,
  type Channels,
  type EventsSpec,
  type EventsView,
  type FilterError,
  type RawIndex,
  type RawView,
  RowsView,
} from '../../channels/index.ts';
import type { ConnectionTape } from '../../tape/index.ts';

/** What a session does with the views that are open: keeps them at work. */
export interface SlicedView {
  work(until: () => boolean): boolean;
}

/**
 * A view that follows what is shown: when the tape is cleared, another one is shown, or a channel is split or joined, it
 * starts over on what has the same id, so that the panel need not know.
 */
export abstract class FollowingView<S extends object, V extends SlicedView> implements SlicedView {
  readonly #shown: () => Channels;
  readonly #closed: (view: SlicedView) => void;
  #source: S | undefined;
  #view: V | null = null;

  constructor(shown: () => Channels, closed: (view: SlicedView) => void) {
    this.#shown = shown;
    this.#closed = closed;
  }

  work(until: () => boolean): boolean {
    return this.view?.work(until) ?? false;
  }

  close(): void {
    this.#closed(this);
  }

  /** What is viewed; undefined while there is no such thing. */
  protected abstract find(channels: Channels): S | undefined;
  /** Null where there is nothing to view of it. */
  protected abstract make(source: S, channels: Channels): V | null;

  /** Null while there is nothing to view. */
  protected get view(): V | null {
    const channels = this.#shown();
    const source = this.find(channels);
    if (this.#source !== source) {
      this.#source = source;
      this.#view = source ? this.make(source, channels) : null;
    }
    return this.#view;
  }
}

export class FollowingEvents extends FollowingView<ChannelRows, RowsView> implements EventsView {
  readonly #spec: EventsSpec;

  constructor(spec: EventsSpec, shown: () => Channels, closed: (view: SlicedView) => void) {
    super(shown, closed);
    this.#spec = spec;
  }

  /** A poll loop's rows are answers or their elements, as the user likes. */
  protected override find(channels: Channels): ChannelRows | undefined {
    return channels.channel(this.#spec.stream)?.rows;
  }
  protected override make(rows: ChannelRows): RowsView {
    return new RowsView(rows, this.#spec);
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
  get filterError(): FilterError | null {
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

export class FollowingRaw extends FollowingView<ConnectionTape, RawIndex> implements RawView {
  readonly #connection: string;

  constructor(connection: string, shown: () => Channels, closed: (view: SlicedView) => void) {
    super(shown, closed);
    this.#connection = connection;
  }

  protected override find(channels: Channels): ConnectionTape | undefined {
    return channels.connection(this.#connection)?.tape;
  }
  protected override make(_tape: ConnectionTape, channels: Channels): RawIndex | null {
    return channels.connection(this.#connection)?.raw() ?? null;
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
