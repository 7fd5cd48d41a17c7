import { useSignal } from '@preact/signals';
import { count } from '../../src/format/numbers.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';

/** Laying out more wrapped text than this at once would be felt. */
const PAGE = 100_000;

/** Text of any length, wrapped, a page at a time. */
export function LongText({ text }: { text: string }) {
  const shown = useSignal(PAGE);
  const left = text.length - shown.value;
  return (
    <Scrollable class="long-text" label="Data as text">
      <pre>{text.slice(0, shown.value)}</pre>
      {left > 0 && (
        <button
          type="button"
          onClick={() => {
            shown.value += PAGE;
          }}
        >
          Show more ({count(left)} characters left)
        </button>
      )}
    </Scrollable>
  );
}
