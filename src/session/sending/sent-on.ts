/** Which connection on the tape a live object of the page belongs to. */
import type { Channels, ConnectionFacts, EventStream, WebSocketMember } from '../../channels/index.ts';
import type { Target } from '../../replay/send/model.ts';

type Connection = EventStream | WebSocketMember;

/**
 * The connection of the object's address, of several that of the same frame or worker, else the newest: one that is open, or
 * else, between two connections, the one that ended last. Null where none is on the tape. The browser does not say which request
 * an object made.
 */
export function connectionOf(channels: Channels, target: Target): Connection | null {
  return bestOf(channels, target, isOpen) ?? bestOf(channels, target, mayBeContinued);
}

const isOpen = ({ end, suspendedAt }: ConnectionFacts): boolean => !end && suspendedAt === null;

/** Its object may live on: the page is there, as far as is known. */
const mayBeContinued = ({ end }: ConnectionFacts): boolean =>
  end !== null && (end.inferred === undefined || end.inferred === 'capture-stopped');

function bestOf(
  channels: Channels,
  { to, url, place }: Target,
  isIn: (facts: ConnectionFacts) => boolean,
): Connection | null {
  const all: Iterable<Connection> = to === 'websocket' ? channels.webSockets() : channels.streams();
  let best: Connection | null = null;
  let max = -1;
  for (const connection of all) {
    const { request, redirects } = connection.facts;
    if (!request || !isIn(connection.facts)) continue;
    if (to === 'eventsource' && request.via !== 'eventsource') continue;
    const addresses = [request.url, ...redirects.map((redirect) => redirect.url)];
    const isNamed = addresses.some((address) => address !== undefined && same(address, url));
    if (!isNamed && !request.candidates?.some((candidate) => same(candidate, url))) continue;
    const { context } = request;
    const fit =
      (isNamed ? 4 : 0) + (context.kind === place.kind ? 2 : 0) + (context.url === place.url ? 1 : 0);
    if (fit < max) continue;
    best = connection;
    max = fit;
  }
  return best;
}

/**
 * `event.origin` as the browser would give it: of the final URL, after redirects (WHATWG HTML, 9.2.6), or of the
 * socket's (WebSockets, section 4).
 */
export function originOf(channels: Channels, target: Target): string {
  const connection = target.to === 'eventsource' ? connectionOf(channels, target) : null;
  const final = connection?.facts.redirects.at(-1)?.url ?? target.url;
  return URL.canParse(final) ? new URL(final).origin : '';
}

/** An object's address has its fragment still; a request's has none. */
function same(address: string, url: string): boolean {
  return address.split('#', 1)[0] === url.split('#', 1)[0];
}
