import type { MenuItem } from '../parts/menu.tsx';
import { useHost, useStore } from '../state/context.ts';

/** Plays the tape in the panel; the page is not involved. */
export function usePlayItem(): MenuItem {
  const { act, stream } = useStore();
  const host = useHost();
  return {
    text: 'Play in the panel',
    isDisabled: host.streams().every(({ kind }) => kind !== 'stream'),
    run: () => act((to) => to.openPlayer(stream.value)),
  };
}
