import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Menu } from '../shared/parts/menu.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { REPLAY_ITEMS } from './items.ts';

/** The menu of what can be done with the selected recording. */
export function ReplayButton() {
  const { act, stream, replayDialog } = useStore();
  const host = useHost();
  const button = useRef<HTMLButtonElement>(null);
  const isMenuOpen = useSignal(false);
  const id = stream.value;
  const place = button.current?.getBoundingClientRect();
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isMenuOpen.value}
        title="Use the selected stream’s recording again"
        disabled={id === null}
        onClick={() => {
          isMenuOpen.value = true;
        }}
      >
        Replay
      </button>
      {isMenuOpen.value && id !== null && (
        <Menu
          label="Replay"
          x={place?.left ?? 0}
          y={place?.bottom ?? 0}
          items={REPLAY_ITEMS.map((item) => ({
            text: item.text,
            isDisabled: !item.isAvailable(host, id),
            run: () => {
              if ('run' in item) act((to) => item.run(to, id));
              else replayDialog.value = { name: item.dialog, stream: id };
            },
          }))}
          onClose={() => {
            isMenuOpen.value = false;
          }}
        />
      )}
    </>
  );
}
