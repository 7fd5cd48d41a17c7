/** Which event types the page's live EventSource objects are listened to for. */
import { GROUP, handles, query, read, worlds } from '../../protocol/live-objects.ts';
import type { Transport } from '../../protocol/transport.ts';

export interface ListenedEventSource {
  readonly url: string;
  readonly types: readonly string[];
}

/** `DOMDebugger.getEventListeners` of each object. Workers have no such domain: nothing is found there. */
export async function listenedEventSources(
  transport: Transport,
  session: string,
): Promise<ListenedEventSource[]> {
  const found: ListenedEventSource[] = [];
  try {
    for (const world of await worlds(transport, session)) {
      const array = await query(transport, session, world, 'EventSource');
      if (array === null) continue;
      const sources = await read(transport, session, array);
      const objects = await handles(transport, session, array, sources.length);
      for (const [index, source] of sources.entries()) {
        const handle = objects[index];
        if (source?.url === undefined || source.readyState === 2 || handle === undefined) continue;
        const { listeners } = await transport.send(
          'DOMDebugger.getEventListeners',
          { objectId: handle },
          session,
        );
        found.push({ url: source.url, types: [...new Set(listeners.map(({ type }) => type))] });
      }
    }
  } finally {
    transport.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }, session).catch(() => {});
  }
  return found;
}
