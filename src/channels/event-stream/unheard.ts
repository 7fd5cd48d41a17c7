/** Which event types that came on a stream nobody listens to, and by what that is known. */
import type { ListenersRecord } from '../../tape/index.ts';
import type { EventStream } from './event-stream.ts';

/** The latest look at the listeners on an address; null where there was none. */
export type ListenersAt = (url: string) => ListenersRecord | null;

export interface UnheardType {
  readonly type: string;
  /** The first row of the type. */
  readonly row: number;
  /** Tape time at which it was known. */
  readonly at: number;
  /** A look at the page's listeners, or that no script of the page ran when messages of the type were dispatched. */
  readonly by: 'listeners' | 'scripts';
}

/** The latest look at the listeners of the EventSource that reads a stream: its address is the one it was redirected to. */
export function listenersOf({ facts }: EventStream, at: ListenersAt): ListenersRecord | null {
  const { request, redirects } = facts;
  if (request?.via !== 'eventsource' || !request.url) return null;
  return at(redirects.at(-1)?.url ?? request.url) ?? at(request.url);
}

/** Types that came and that nobody listens to, as far as is known, by name. Of two ways to know the later one counts. */
export function unheardTypes(stream: EventStream, listenersAt: ListenersAt): readonly UnheardType[] {
  const { unheard } = stream.facts;
  const look = listenersOf(stream, listenersAt);
  const listeners = look && look.objects > 0 ? look : null;
  if (!listeners && unheard.size === 0) return [];
  const found: UnheardType[] = [];
  for (const [type, row] of stream.types()) {
    const at = unheard.get(type);
    if (at !== undefined && (!listeners || at > listeners.at)) found.push({ type, row, at, by: 'scripts' });
    else if (listeners && !listeners.types.includes(type))
      found.push({ type, row, at: listeners.at, by: 'listeners' });
  }
  return found.sort((left, right) => (left.type < right.type ? -1 : 1));
}
