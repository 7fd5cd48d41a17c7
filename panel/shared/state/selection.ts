import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** How a row is chosen: alone, beside the others (Ctrl, Cmd), with all up to it (Shift), or for its menu. */
export type Choice = 'one' | 'toggle' | 'range' | 'menu';

/** The streams that are selected. One of them is shown; several are compared. */
export interface Selection {
  /** In the order of the list; the one that is shown is always among them. */
  readonly ids: ReadonlySignal<readonly string[]>;
  /**
   * @param id of a stream that is in the list.
   * @param order ids in the order in which they are shown, without those that are hidden: a range is from one of these to another.
   */
  choose(id: string, how: Choice, order?: readonly string[]): void;
}

/**
 * @param shown the stream that is shown: showing one that is not selected selects it alone.
 * @param listed ids of the streams in the order of the list; reads a signal that changes with it.
 */
export function createSelection(shown: Signal<string | null>, listed: () => readonly string[]): Selection {
  const chosen = signal<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  let anchor: string | null = null;

  const ids = computed<readonly string[]>(() => {
    const id = shown.value;
    if (id === null) return [];
    return chosen.value.has(id) ? listed().filter((each) => chosen.value.has(each)) : [id];
  });

  function alone(id: string): void {
    anchor = id;
    chosen.value = new Set();
    shown.value = id;
  }

  function toggle(id: string): void {
    const others = ids.peek().filter((each) => each !== id);
    anchor = id;
    if (others.length === ids.peek().length) {
      chosen.value = new Set([...others, id]);
      shown.value = id;
    } else if (others.length > 0) {
      chosen.value = new Set(others);
      // What is shown is always selected.
      if (shown.peek() === id) shown.value = others.at(-1) ?? null;
    }
  }

  function range(id: string, list: readonly string[]): void {
    const to = list.indexOf(id);
    // Where a filter hides where the range began, it begins at what is shown, or where it ends.
    const from = [anchor, shown.peek()].map((each) => list.indexOf(each ?? '')).find((at) => at >= 0) ?? to;
    anchor = list[from] ?? id;
    chosen.value = new Set(list.slice(Math.min(from, to), Math.max(from, to) + 1));
    shown.value = id;
  }

  return {
    ids,
    choose(id, how, order = listed()) {
      batch(() => {
        if (how === 'toggle') toggle(id);
        else if (how === 'range') range(id, order);
        else if (how === 'menu' && ids.peek().includes(id)) shown.value = id;
        else alone(id);
      });
    },
  };
}
