import type { ConnectionFacts } from './facts.ts';

/** What a command repeats of a connection. */
type RequestFacts = Pick<ConnectionFacts, 'request' | 'sent'>;

import { headerValue } from '../../format/headers.ts';

/** Headers curl makes itself, or that must not be repeated. */
const ADDED_BY_CURL = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/**
 * A curl command for a POSIX shell that asks for the same stream: `-N` shows bytes as they come, `--compressed` replaces
 * the Accept-Encoding header.
 */
export function curlOf({ request, sent }: RequestFacts): string {
  const parts = ['curl', '-N'];
  if (request && request.method !== 'GET') parts.push('-X', quote(request.method));
  parts.push(quote(request?.url ?? ''));
  const headers = sent?.headers ?? request?.headers ?? [];
  for (const [name, value] of headers) {
    if (!name.startsWith(':') && !ADDED_BY_CURL.has(name.toLowerCase()))
      parts.push('-H', quote(`${name}: ${value}`));
  }
  if (headerValue(headers, 'accept-encoding') !== null) parts.push('--compressed');
  if (request?.body !== undefined) parts.push('--data-raw', quote(request.body));
  return parts.join(' ');
}

/** Headers of the handshake that a client makes itself. */
const HANDSHAKE = new Set(['host', 'connection', 'upgrade', 'content-length', 'accept-encoding']);

/** A websocat command for a POSIX shell that opens the same socket; curl speaks WebSocket only to check a handshake. */
export function websocatOf({ request, sent }: RequestFacts): string {
  const parts = ['websocat'];
  const headers = sent?.headers ?? request?.headers ?? [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower === 'sec-websocket-protocol') parts.push(`--protocol=${quote(value)}`);
    else if (!lower.startsWith('sec-websocket-') && !lower.startsWith(':') && !HANDSHAKE.has(lower))
      // With a space instead of “=” one option would swallow the next ones.
      parts.push(`-H=${quote(`${name}: ${value}`)}`);
  }
  parts.push(quote(request?.url ?? ''));
  return parts.join(' ');
}

/** In single quotes nothing is special to the shell; a quote itself is left for a moment. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
