import { useMemo } from 'preact/hooks';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import type { BlockDetail, Payload } from '../types.ts';

/** The selected row as it is now: a pending one may have grown or become an event since it was selected. */
export function usePicked(): Picked | null {
  const { picked, view, stream } = useStore();
  useHost();
  const chosen = picked.value;
  if (!chosen || chosen.stream !== stream.value) return null;
  const index = view.value?.indexOf(chosen.row.key) ?? -1;
  const [row] = index < 0 ? [] : (view.value?.rows(index, index + 1) ?? []);
  return row ? { stream: chosen.stream, row } : chosen;
}

/** Whether a row is still to come at the moment that is played; never while nothing is played. */
export function useIsPending(picked: Picked | null): boolean {
  const { view } = useStore();
  const host = useHost();
  const player = host.player.control();
  if (!player || !picked || (view.value?.indexOf(picked.row.key) ?? -1) >= 0) return false;
  // Not in view: it may be filtered out as well.
  const { range, connection, at } = picked.row;
  return range ? host.channels.rowAt(connection, range[0]) === null : at > player.at;
}

/** The block behind a row; looked up again only when the row changed. */
export function useBlock({ stream, row }: Picked): BlockDetail | null {
  const { host } = useStore();
  return useMemo(
    () => host.channels.block(stream, row.key),
    [host, stream, row.key, row.kind, row.size, row.at],
  );
}

/** The whole data of a row; looked up again only when the row changed. */
export function usePayload({ stream, row }: Picked): Payload | null {
  const { host } = useStore();
  return useMemo(
    () => host.channels.payload(stream, row.key),
    [host, stream, row.key, row.kind, row.size, row.at],
  );
}
