import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../shared/state/context.ts';
import { importFiles } from './import-file.ts';

/** Imports the tapes that are dropped on an element. @returns true while files are held over it. */
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
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    });
    on('dragleave', (event) => {
      if (!element.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void importFiles(store, files);
    });
    return () => stop.abort();
  }, [ref, store]);
  return isOver;
}
