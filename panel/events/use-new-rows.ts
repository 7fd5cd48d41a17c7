import { useRef } from 'preact/hooks';
import { useStore } from '../state/context.ts';
import type { EventsView } from '../types.ts';

/** How many rows came since the user left the end of the list. */
export function useNewRows(view: EventsView | null): number {
  const { follow } = useStore();
  const left = useRef<{ view: EventsView | null; count: number }>({ view: null, count: 0 });
  const total = view?.count ?? 0;
  const isOther = left.current.view !== view;
  // While a filter is still at work its rows are not new, only found.
  if (follow.value || isOther || view?.working !== null || total < left.current.count) {
    left.current = { view: view?.working === null ? view : null, count: total };
  }
  return total - left.current.count;
}
