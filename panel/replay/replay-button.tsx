import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { Menu } from '../shared/parts/menu.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { ReplayDialogProps } from './item.ts';
import { REPLAY_ITEMS } from './items.ts';

/** The menu of what can be done with the selected recording. */
export function ReplayButton() {
  const { act, stream } = useStore();
  const host = useHost();
  const button = useRef<HTMLButtonElement>(null);
  const isMenuOpen = useSignal(false);
  const opened = useSignal<{
    readonly Dialog: ComponentType<ReplayDialogProps>;
    readonly stream: string;
  } | null>(null);
  const id = stream.value;
  const place = button.current?.getBoundingClientRect();
  const Dialog = opened.value?.Dialog;
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
              else opened.value = { Dialog: item.Dialog, stream: id };
            },
          }))}
          onClose={() => {
            isMenuOpen.value = false;
          }}
        />
      )}
      {opened.value && Dialog && (
        <Dialog
          stream={opened.value.stream}
          onClose={() => {
            opened.value = null;
            // Not before the dialog is off: until then all else is inert.
            requestAnimationFrame(() => button.current?.focus());
          }}
        />
      )}
    </>
  );
}
