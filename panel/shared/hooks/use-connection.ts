import type { EventsView, PanelHost, Stream } from '../../types.ts';
import { useHost, useStore } from '../state/context.ts';
import { useSelectedStream } from './use-selected-stream.ts';

/** Id of the connection whose facts and bytes are shown: the one that was chosen, the picked row's, or the latest. */
export function useConnection(): string | null {
  const { connection, picked, stream, view } = useStore();
  const host = useHost();
  const selected = useSelectedStream();
  if (!selected) return null;
  if (connection.value !== null) return connection.value;
  const chosen = picked.value;
  if (chosen && chosen.stream === stream.value) return chosen.row.connection;
  // The latest request of a poll loop is held as a rule and has brought nothing yet.
  const answered = selected.transport === 'poll' ? newestRow(view.value)?.connection : undefined;
  return answered ?? latestConnection(host, selected);
}

function newestRow(view: EventsView | null) {
  const count = view?.count ?? 0;
  return view?.rows(count - 1, count)[0];
}

/** Of a poll loop its newest response’s; else the last of the channel’s connections. */
export function latestConnection(host: PanelHost, { id, connections }: Stream): string {
  const cycles = host.polls.cycles(id);
  if (cycles) return cycles.rows(cycles.count - 1, cycles.count)[0]?.connection ?? id;
  return host.channels.connections(id, connections - 1, connections)[0]?.id ?? id;
}
