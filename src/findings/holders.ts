import type { Channels, EventStream } from '../channels/index.ts';

/** Event streams that are open over HTTP/1.1 for certain, by host, in the order they appeared. */
export type TcpHolders = ReadonlyMap<string, readonly EventStream[]>;

/**
 * Who holds the connections to each host. What was not answered yet is left out: streams that are just being opened
 * together may come to share one HTTP/2 connection.
 */
export function tcpHoldersOf(channels: Channels): TcpHolders {
  const holders = new Map<string, EventStream[]>();
  for (const stream of channels.streams()) {
    const { request, response, end, suspendedAt } = stream.facts;
    if (end || suspendedAt !== null || !response?.protocol?.startsWith('http/1')) continue;
    if (!request?.url || !URL.canParse(request.url)) continue;
    const { host } = new URL(request.url);
    const others = holders.get(host);
    if (others) others.push(stream);
    else holders.set(host, [stream]);
  }
  return holders;
}
