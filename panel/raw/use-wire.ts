import { useHost, useStore } from '../state/context.ts';
import { useSelectedStream } from '../streams/use-selected-stream.ts';

/**
 * The connection whose wire is shown: of a poll loop that of the selected row, or else of the latest one; every other
 * channel is a connection itself.
 */
export function useWire(): string | null {
  const { stream, picked, view } = useStore();
  useHost();
  const isPoll = useSelectedStream()?.transport === 'poll';
  if (!isPoll) return stream.value;
  const chosen = picked.value;
  if (chosen && chosen.stream === stream.value) return chosen.row.connection;
  const count = view.value?.count ?? 0;
  return view.value?.rows(count - 1, count)[0]?.connection ?? stream.value;
}
