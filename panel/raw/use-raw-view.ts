import { useEffect, useRef, useState } from 'preact/hooks';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { useStore } from '../shared/state/context.ts';
import type { RawRow, RawView } from '../types.ts';

export interface RawRows {
  /** Names the list of rows; null before it is opened. */
  readonly list: object | null;
  readonly count: number;
  readonly working: number | null;
  rows(start: number, end: number): readonly RawRow[];
  indexOf(offset: number): number;
}

const NOTHING: RawRows = { list: null, count: 0, working: null, rows: () => [], indexOf: () => -1 };

/** The wire of the connection that is shown; while the view is paused it stays as long as it was. */
export function useRawView(): RawRows {
  const { paused, host } = useStore();
  const id = useConnection();
  const [view, setView] = useState<RawView | null>(null);
  const frozen = useRef<number | null>(null);

  useEffect(() => {
    const opened = id === null ? null : host.views.openRaw(id);
    setView(opened);
    frozen.current = null;
    return () => opened?.close();
  }, [host, id]);

  if (!view) return NOTHING;
  frozen.current = paused.value ? (frozen.current ?? view.count) : null;
  const count = Math.min(view.count, frozen.current ?? Number.POSITIVE_INFINITY);
  return {
    list: view,
    count,
    working: view.working,
    rows: (start, end) => view.rows(start, Math.min(end, count)),
    indexOf: (offset) => view.indexOf(offset),
  };
}
