import { useSignal } from '@preact/signals';
import { useStore } from '../shared/state/context.ts';

/** Says that something was copied, each time, until its animation is over. */
export function Copied() {
  const { copies } = useStore();
  /** The copy that has been said long enough. */
  const said = useSignal(0);
  const nth = copies.value;
  return (
    // There before there is something to say: assistive technology reads what changes in it.
    <div role="status" aria-label="Copied" class="copied-place">
      {nth !== said.value && (
        <span
          key={nth}
          class="copied"
          onAnimationEnd={() => {
            said.value = nth;
          }}
        >
          Copied
        </span>
      )}
    </div>
  );
}
