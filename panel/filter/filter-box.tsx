import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useHost, useStore } from '../shared/state/context.ts';
import { PROBLEM_ID } from './filter-problem.tsx';
import { FILTER_HELP } from './help.ts';

/** Long enough that a word being typed is one filter, short enough not to be felt. */
const PAUSE = 100;

/** The filter of the Events grid, in DevTools' syntax. */
export function FilterBox() {
  const { filter, view } = useStore();
  useHost();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The filter as this box set it last. */
  const own = useRef(filter.value);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Only a change from elsewhere ("Clear the filter") is written into the box. This runs a frame after the change: by
  // then more may have been typed, and what the box itself set must not be written over that.
  useSignalEffect(() => {
    if (filter.value === own.current) return;
    own.current = filter.value;
    clearTimeout(timer.current);
    if (input.current) input.current.value = filter.value;
  });
  const isWrong = view.value?.filterError != null;
  return (
    <input
      ref={input}
      class="filter"
      type="search"
      defaultValue={own.current}
      aria-label="Filter"
      placeholder="Filter rows"
      title={FILTER_HELP}
      aria-invalid={isWrong}
      aria-describedby={PROBLEM_ID}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => {
        const { value } = event.currentTarget;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          own.current = value;
          filter.value = value;
        }, PAUSE);
      }}
    />
  );
}
