import { useHost, useStore } from '../state/context.ts';
import type { PanelHost, Stream } from '../types.ts';
import { useSelectedStream } from './use-selected-stream.ts';

/** Id of the connection whose facts and bytes are shown: the one that was chosen, the picked row's, or the latest. */
export function useConnection(): string | null {
  const { connection, picked, stream } = useStore();
  const host = useHost();
  const selected = useSelectedStream();
  if (!selected) return null;
  if (connection.value !== null) return connection.value;
  const chosen = picked.value;
  return chosen && chosen.stream === stream.value ? chosen.row.connection : latestConnection(host, selected);
}

/** A channel of another kind is named by its one connection. */
export function latestConnection(host: PanelHost, { id, connections }: Stream): string {
  return host.connections(id, connections - 1, connections)[0]?.id ?? id;
}
