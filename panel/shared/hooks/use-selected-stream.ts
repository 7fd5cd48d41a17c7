import type { Stream } from '../../types.ts';
import { useHost, useStore } from '../state/context.ts';

/** The stream that is shown, as it is now. */
export function useSelectedStream(): Stream | null {
  const { stream } = useStore();
  const row = useHost()
    .channels.list()
    .find((one) => one.id === stream.value);
  return row?.kind === 'stream' ? row : null;
}
