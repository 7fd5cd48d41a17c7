import type { EventRow, EventsView, PanelHost } from '../../types.ts';

/** A row by its key, also where the filter hides it. */
export function findRow(
  host: PanelHost,
  view: EventsView | null,
  stream: string,
  key: number,
): EventRow | null {
  return (view && rowIn(view, key)) ?? unfiltered(host, stream, key);
}

function rowIn(view: EventsView, key: number): EventRow | null {
  const index = view.indexOf(key);
  return index < 0 ? null : (view.rows(index, index + 1)[0] ?? null);
}

function unfiltered(host: PanelHost, stream: string, key: number): EventRow | null {
  const whole = host.views.openEvents({ stream, filter: '', comments: true, sort: null });
  const row = rowIn(whole, key);
  whole.close();
  return row;
}
