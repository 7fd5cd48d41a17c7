import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../shared/state/context.ts';
import type { Figures, FiguresView } from '../types.ts';

/** The figures of channels by their ids, as they are now. */
export function useFigures(ids: readonly string[]): (id: string) => Figures | null {
  const { host } = useStore();
  const [view, setView] = useState<FiguresView | null>(null);
  const key = ids.join('\n');
  // The ids by their key: the list is another one at every draw.
  useEffect(() => {
    const opened = host.views.openFigures(key === '' ? [] : key.split('\n'));
    setView(opened);
    return () => opened.close();
  }, [host, key]);
  return (id) => view?.of(id) ?? null;
}
