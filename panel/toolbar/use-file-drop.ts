import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../state/context.ts';
import { importFile } from './import-file.ts';

/** Imports a tape that is dropped on an element. @returns true while a file is held over it. */
export function useFileDrop(ref: RefObject<HTMLElement | null>): boolean {
  const store = useStore();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const stop = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      element.addEventListener(name, listener, { signal: stop.signal });

    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (!element.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void importFile(store, file);
    });
    return () => stop.abort();
  }, [ref, store]);
  return isOver;
}
