import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useStore } from '../../shared/state/context.ts';
import type { Chosen, EventRow, EventsView, Timed } from '../../types.ts';
import type { What } from './send-text.ts';

/** Rows of a view that are looked at for messages. */
const LOOKED_AT = 5000;

export interface Edited {
  readonly chosen: Chosen;
  /** With what was changed by hand. */
  readonly messages: readonly Timed[];
  isEdited(index: number): boolean;
  edit(index: number, change: Partial<Timed>): void;
  revert(index: number): void;
}

/** What was changed, by place. */
interface Edits {
  readonly of: Chosen;
  readonly by: ReadonlyMap<number, Timed>;
}

/** An event that the user writes, where none has come, or none like it. */
const NEW: Chosen = {
  messages: [{ at: 0, type: 'message', data: '', id: '', binary: false }],
  skipped: 0,
  beyond: 0,
  max: 1,
};

const NONE: Edits['by'] = new Map();

/** The messages that are to be sent: as they were when they were chosen, and what was changed since. */
export function useChosen(stream: string, row: EventRow | null, what: What): Edited {
  const { host, view } = useStore();
  const edits = useSignal<Edits | null>(null);
  const chosen = useMemo(() => {
    if (what === 'new') return NEW;
    if (what === 'all') return host.sending.choose(stream, null);
    if (what === 'row') return host.sending.choose(stream, row ? [row.key] : []);
    const keys = view.value ? keysOf(view.value) : [];
    const found = host.sending.choose(stream, keys);
    return { ...found, beyond: found.beyond + Math.max(0, (view.value?.count ?? 0) - keys.length) };
  }, [host, stream, row, what]);
  // They were for other messages.
  const changed = edits.value?.of === chosen ? edits.value.by : NONE;
  const set = (index: number, message: Timed | null) => {
    const by = new Map(changed);
    if (message) by.set(index, message);
    else by.delete(index);
    edits.value = { of: chosen, by };
  };
  const messages = useMemo(
    () => chosen.messages.map((message, index) => changed.get(index) ?? message),
    [chosen, changed],
  );
  return {
    chosen,
    messages,
    isEdited: (index) => changed.has(index),
    edit(index, change) {
      const message = messages[index];
      if (message) set(index, { ...message, ...change });
    },
    revert: (index) => set(index, null),
  };
}

function keysOf(view: EventsView): number[] {
  const keys: number[] = [];
  for (let start = 0; start < Math.min(view.count, LOOKED_AT); start += 500)
    for (const { key } of view.rows(start, Math.min(start + 500, LOOKED_AT))) keys.push(key);
  return keys;
}
