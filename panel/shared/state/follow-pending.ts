import type { EventRow, EventsView, PanelHost } from '../../types.ts';

/**
 * A selected pending block becomes an event later: the selection continues to the row it became. Where a player goes back,
 * an event becomes the pending block again.
 * @returns that row; null where the selected one still is what it was.
 */
export function followedRow(host: PanelHost, view: EventsView | null, row: EventRow): EventRow | null {
  const start = row.range?.[0];
  if (start === undefined || !(row.kind === 'pending' || host.player.control())) return null;
  const key = host.channels.rowAt(row.connection, start);
  if (key === null || key === row.key) return null;
  const index = view?.indexOf(key) ?? -1;
  return index < 0 ? null : (view?.rows(index, index + 1)[0] ?? null);
}
