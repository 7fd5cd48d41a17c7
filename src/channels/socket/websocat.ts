import { quote } from '../curl.ts';
import type { SocketChannel } from './socket.ts';

/** Headers of the handshake that a client makes itself. */
const OWN = new Set(['host', 'connection', 'upgrade', 'content-length', 'accept-encoding']);

/** A websocat command for a POSIX shell that opens the same socket; curl speaks WebSocket only to check a handshake. */
export function websocatOf({ facts }: SocketChannel): string {
  const { request, sent } = facts;
  const parts = ['websocat'];
  const headers = sent?.headers ?? request?.headers ?? [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower === 'sec-websocket-protocol') parts.push(`--protocol=${quote(value)}`);
    else if (!lower.startsWith('sec-websocket-') && !lower.startsWith(':') && !OWN.has(lower))
      // With a space instead of “=” one option would swallow the next ones.
      parts.push(`-H=${quote(`${name}: ${value}`)}`);
  }
  parts.push(quote(request?.url ?? ''));
  return parts.join(' ');
}
