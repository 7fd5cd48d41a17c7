import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useHost, useStore } from '../shared/state/context.ts';

/** Long enough that a word being typed is one filter, short enough not to be felt. */
const PAUSE = 100;

const HELP = 'Filter by text, -text, /regex/, type:name, id:value or dir:sent; all of them must hold ( / )';

/** The filter of the Events grid, in DevTools' syntax. */
export function FilterBox() {
  const { filter, view } = useStore();
  useHost();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The box keeps what is typed; only a change from elsewhere ("Clear the filter") is written into it.
  useSignalEffect(() => {
    if (input.current && input.current.value !== filter.value) input.current.value = filter.value;
  });
  const error = view.value?.filterError ?? null;
  return (
    <input
      ref={input}
      class="filter"
      type="search"
      aria-label="Filter"
      placeholder="Filter"
      title={error ?? HELP}
      aria-invalid={error !== null}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => {
        const { value } = event.currentTarget;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          filter.value = value;
        }, PAUSE);
      }}
    />
  );
}
