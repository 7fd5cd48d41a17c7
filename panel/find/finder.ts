import { batch, effect, signal } from '@preact/signals';
import type { Store } from '../shared/state/store.ts';
import type { FindAction } from '../types.ts';
import { seek, type Way } from './seek.ts';

/**
 * Follows DevTools' find bar: goes from row to row of Events that has the text, by selecting it. Typing searches where the
 * tab is shown; the next and the previous one are gone to from every tab.
 * @returns a function that ends it.
 */
export function followFindBar(store: Store): () => void {
  const { host, filter, found, picked, sort, span, stream, tab, version, view } = store;
  const text = signal<string | null>(null);
  const way = signal<Way | null>(null);

  const stopView = effect(() => {
    const [find, shown, id] = [text.value, view.value, stream.value];
    if (find === null || shown === null || id === null) return;
    // What else the grid shows is not read but peeked: where it changes, its view becomes another.
    const { comments } = host.settings.current();
    const asShown = { filter: filter.peek(), comments, sort: sort.peek(), span: span.peek() };
    const rows = host.views.openEvents({ stream: id, ...asShown, find });
    found.value = { text: find, rows };
    return () => {
      rows.close();
      found.value = null;
    };
  });

  /** Goes there as soon as it is known where. */
  const stopSeeking = effect(() => {
    version.value;
    const [shown, sought, to, id] = [view.value, found.value, way.value, stream.value];
    if (shown === null || sought === null || to === null || id === null) return;
    const row = seek(shown, sought.rows, picked.peek()?.row.key ?? null, to);
    if (row === null) return;
    batch(() => {
      way.value = null;
      if (row === 'none') return;
      store.follow.value = false;
      picked.value = { stream: id, row };
      // Another object: the row is brought into view also where it was selected already.
      found.value = { ...sought };
    });
  });

  function act(action: FindAction): void {
    batch(() => {
      switch (action.kind) {
        case 'search':
          text.value = action.text;
          way.value = tab.peek() === 'events' ? 'here' : null;
          break;
        case 'next':
        case 'previous':
          if (text.peek() === null) return;
          tab.value = 'events';
          way.value = action.kind;
          break;
        case 'cancel':
          text.value = null;
          way.value = null;
      }
    });
  }

  const stopBar = host.find.onFind(act);
  return () => {
    stopBar();
    stopSeeking();
    stopView();
  };
}
