import { useSignal } from '@preact/signals';
import { useSendItem } from '../inject/use-send-item.ts';
import { Menu, type MenuItem } from '../parts/menu.tsx';
import { usePlayItem } from './use-play-item.ts';

/** Where to see the tape again: one item a way. */
export function ReplayButton() {
  const place = useSignal<{ readonly x: number; readonly y: number } | null>(null);
  const items: readonly MenuItem[] = [usePlayItem(), useSendItem()];
  return (
    <>
      <button
        type="button"
        aria-label="Replay"
        aria-haspopup="menu"
        aria-expanded={place.value !== null}
        title="Play what was captured again"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          place.value = place.value ? null : { x: left, y: bottom };
        }}
      >
        Replay ▾
      </button>
      {place.value && (
        <Menu
          label="Replay"
          {...place.value}
          items={items}
          onClose={() => {
            place.value = null;
          }}
        />
      )}
    </>
  );
}
