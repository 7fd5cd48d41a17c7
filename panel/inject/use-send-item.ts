import type { MenuItem } from '../parts/menu.tsx';
import { useStore } from '../state/context.ts';
import { useSelectedStream } from '../streams/use-selected-stream.ts';

/** Sends what is shown to the page's own listeners. */
export function useSendItem(): MenuItem {
  const { sending } = useStore();
  const stream = useSelectedStream();
  return {
    text: 'Send into the page…',
    isDisabled: stream === null,
    run: () => {
      if (stream) sending.value = { stream: stream.id, row: null };
    },
  };
}
