/** A request, taken apart once for all clients that are asked whether it is theirs. */
import { headerValue } from '../../../format/headers.ts';
import type { RequestRecord } from '../../../tape/index.ts';
import { parsedUrl } from '../../connection/asked/parsed-url.ts';

export interface AskedRequest {
  /** In capitals. */
  readonly method: string;
  /** Of a WebSocket with `http`, so that it is that of the requests beside it. */
  readonly origin: string;
  /** As it is written, percent-encoding included. */
  readonly path: string;
  /** The last segment of it, whether a slash ends it or not. */
  readonly name: string;
  readonly params: URLSearchParams;
  /** '' where there is none, and where it is not known: binary bodies and uploads are not kept. */
  readonly body: string;
  /** The value of a header; null where it was not sent. */
  header(name: string): string | null;
}

/** Null for a request whose address is not known, or that is no HTTP. */
export function askedOf(request: RequestRecord): AskedRequest | null {
  const url = request.url === undefined ? null : parsedUrl(request.url);
  if (!url || !/^(?:http|ws)s?:$/.test(url.protocol)) return null;
  return {
    method: request.method.toUpperCase(),
    origin: url.origin.replace(/^ws/, 'http'),
    path: url.pathname,
    name: lastSegment(url.pathname),
    params: url.searchParams,
    body: request.body ?? '',
    header: (name) => headerValue(request.headers, name),
  };
}

function lastSegment(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

/** Origin and path, without slashes at the end: clients add one or leave it out as they like. */
export function baseOf({ origin }: AskedRequest, path: string): string {
  return origin + path.replace(/\/+$/, '');
}

/**
 * A session as it can be compared. In an exported tape a marker stands for it, as long as what was written: percent-encoded
 * in an address it is longer than in the response that named it.
 */
export function sessionName(written: string | null): string | null {
  if (written === null || written === '') return null;
  return /^(?:redacted-|~)[\da-z]+~+$/.test(written) ? written.replace(/~+$/, '') : written;
}

/** Milliseconds since 1970, as clients make every address another by it. */
export function isTimeNow(value: string | null): boolean {
  return value !== null && /^1\d{12}$/.test(value);
}

/** The object that a body is, as JSON; null where it is none. */
export function objectOf(body: string): Readonly<Record<string, unknown>> | null {
  if (!body.trimStart().startsWith('{')) return null;
  const value = jsonOf(body);
  return isObject(value) ? value : null;
}

/** The value of a JSON text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty; null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
