import type { EventStream } from './event-stream/event-stream.ts';
import type { Exchange } from './polling/exchange.ts';

/** HTTP/1.1 connections in use by host; what does not say its protocol counts as HTTP/1.1 once it was sent. */
export function tcpConnectionsByHost(
  streams: Iterable<EventStream>,
  exchanges: Iterable<Exchange>,
): Map<string, number> {
  const open = new Map<string, number>();
  for (const { facts } of streams) {
    const { request, sent, response, end } = facts;
    if (request?.url && !end && (sent || response)) count(open, request.url, response?.protocol);
  }
  for (const { request, isSent, response } of exchanges) {
    if (isSent) count(open, request.url, response?.protocol);
  }
  return open;
}

function count(open: Map<string, number>, url: string | undefined, protocol: string | undefined): void {
  if (protocol && !protocol.startsWith('http/1')) return;
  const host = url && URL.canParse(url) ? new URL(url).host : '';
  open.set(host, (open.get(host) ?? 0) + 1);
}
