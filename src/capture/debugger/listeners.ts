/** Which event types the page's EventSource objects have listeners for: one record a URL. */
import type { ListenersRecord } from '../../tape/index.ts';
import type { ListenedEventSource } from './event-sources.ts';

export function listenersRecords(sources: readonly ListenedEventSource[], at: number): ListenersRecord[] {
  const byUrl = new Map<string, { objects: number; types: Set<string> }>();
  for (const { url, types } of sources) {
    const entry = byUrl.get(url) ?? { objects: 0, types: new Set<string>() };
    entry.objects++;
    for (const type of types) entry.types.add(type);
    byUrl.set(url, entry);
  }
  return [...byUrl].map(([url, { objects, types }]) => ({
    kind: 'listeners',
    at,
    url,
    objects,
    types: [...types].sort(),
  }));
}
