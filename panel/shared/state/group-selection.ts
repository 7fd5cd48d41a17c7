import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ChannelListRow, PanelHost } from '../../types.ts';

/** The group of the grid Requests that is shown, in place of a stream. */
export interface GroupSelection {
  /** Its id; null while a stream is shown. */
  readonly id: ReadonlySignal<string | null>;
  /** Shows a group; the stream that was shown is no longer. */
  choose(id: string): void;
  /** What is shown is another tape's. */
  forget(): void;
  /** Whether the group that is shown is still to be shown: a player that continues brings it again. */
  isThere(): boolean;
  /** The row of Streams that the group became, for it is a poll loop or shown as a stream now; null where it just went. */
  became(rows: readonly ChannelListRow[]): string | null;
  dispose(): void;
}

/** The latest row of Streams that is a poll loop of an endpoint, or shown as a stream by hand; null where none is. */
export function rowOfEndpoint(
  host: PanelHost,
  rows: readonly ChannelListRow[],
  endpoint: string,
): string | null {
  const isIt = ({ kind, id }: ChannelListRow) =>
    kind === 'stream' && (host.polls.overview(id)?.endpoint ?? host.polls.streamEndpoint(id)) === endpoint;
  return rows.findLast(isIt)?.id ?? null;
}

/** @param stream the stream that is shown: showing one ends showing a group. */
export function createGroupSelection(host: PanelHost, stream: Signal<string | null>): GroupSelection {
  const id = signal<string | null>(null);
  let endpoint: string | null = null;
  const stop = effect(() => {
    if (stream.value !== null) id.value = null;
  });
  const groupOf = (of: string) => host.polls.requestGroup(of)?.group ?? null;

  return {
    id,
    choose(chosen) {
      batch(() => {
        stream.value = null;
        id.value = chosen;
      });
      endpoint = groupOf(chosen)?.endpoint ?? null;
    },
    forget() {
      id.value = null;
    },
    isThere: () => id.value !== null && (groupOf(id.value) !== null || host.player.control() !== null),
    became(rows) {
      return endpoint === null ? null : rowOfEndpoint(host, rows, endpoint);
    },
    dispose: stop,
  };
}
