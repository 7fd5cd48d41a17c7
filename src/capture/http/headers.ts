/** Headers as the protocol reports them, made into what was on the wire. */
import type { Protocol } from 'devtools-protocol';
import type { ByteCount, Header } from '../../tape/index.ts';

/** Repeated headers come as one, joined by line feeds. */
export function headerList(headers: Protocol.Network.Headers): Header[] {
  const list: Header[] = [];
  for (const [name, value] of Object.entries(headers)) {
    for (const part of String(value).split('\n')) list.push([name, part]);
  }
  return list;
}

/** The raw text keeps order, repetition and case; only HTTP/1 has one. */
export function parseHeadersText(text: string): Header[] {
  const list: Header[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) list.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return list;
}

export function statusTextOf(text: string | undefined): string {
  return /^HTTP\/[\d.]+ \d+ ?([^\r\n]*)/.exec(text ?? '')?.[1] ?? '';
}

/**
 * What the request's headers took on the wire. The protocol never reports it, so it is computed as HTTP/1.1 writes them;
 * HTTP/2 compresses them.
 */
export function requestHeaderBytes(method: string, url: string, headers: readonly Header[]): ByteCount {
  let path = url;
  try {
    const parsed = new URL(url);
    path = parsed.pathname + parsed.search;
  } catch {
    // An address the parser refuses still has a length.
  }
  let bytes = method.length + 1 + path.length + ' HTTP/1.1\r\n'.length + 2;
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  return { bytes, estimated: true };
}
