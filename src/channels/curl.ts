import { headerValue } from '../format/headers.ts';
import type { StreamChannel } from './stream.ts';

/** Headers curl makes itself, or that must not be repeated. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/**
 * A curl command for a POSIX shell that asks for the same stream: `-N` shows bytes as they come, `--compressed` stands in
 * for the Accept-Encoding header.
 */
export function curlOf(stream: StreamChannel): string {
  const { request, sent } = stream.facts;
  const parts = ['curl', '-N'];
  if (request && request.method !== 'GET') parts.push('-X', quote(request.method));
  parts.push(quote(request?.url ?? ''));
  const headers = sent?.headers ?? request?.headers ?? [];
  for (const [name, value] of headers) {
    if (!name.startsWith(':') && !OWN.has(name.toLowerCase())) parts.push('-H', quote(`${name}: ${value}`));
  }
  if (headerValue(headers, 'accept-encoding') !== null) parts.push('--compressed');
  if (request?.body !== undefined) parts.push('--data-raw', quote(request.body));
  return parts.join(' ');
}

/** In single quotes nothing is special to the shell; a quote itself is left for a moment. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
