import type { Caller, RequestRecord } from '../../tape/index.ts';
import { isCacheBuster } from '../connection/asked/cache-buster.ts';
import { fieldsOf, operationOf } from '../connection/asked/operation.ts';
import { placeOf, stackOf } from '../connection/place.ts';

/** A request, taken apart so that two can be compared. */
export interface PollRequest {
  /** Method, origin and path; of GraphQL and JSON-RPC also the operation, since there one path serves them all. */
  readonly endpoint: string;
  /** The client: its iframe or worker, and the line of its script. */
  readonly client: string;
  /** That line and what called it, innermost first; empty where it is not known. */
  readonly stack: readonly Caller[];
  /** Query parameters, fields of the body, where a range begins, and own headers by their name, without cache busters. */
  readonly params: ReadonlyMap<string, string>;
}

/** A poll sends a cursor, not a document: longer bodies are not taken apart, and are no polls. */
const MAX_BODY_LENGTH = 4096;

/** Headers that a browser or a tracing library adds: they are no cursor. */
const BROWSER_HEADERS =
  /^(accept|accept-.*|content-type|content-length|user-agent|referer|origin|cookie|host|connection|cache-control|pragma|priority|dnt|sec-.*|upgrade-insecure-requests|traceparent|tracestate|x-request-id|x-correlation-id)$/i;

/**
 * @returns null for what can be no poll: other methods than GET and POST, other schemes than HTTP, uploads.
 */
export function pollRequestOf(request: RequestRecord): PollRequest | null {
  const { method, url, body, context } = request;
  if ((method !== 'GET' && method !== 'POST') || !url || !URL.canParse(url)) return null;
  const { origin, pathname, searchParams, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  if (body !== undefined && body.length > MAX_BODY_LENGTH) return null;
  const params = new Map<string, string>();
  for (const [name, value] of searchParams) set(params, `query parameter ${name}`, name, value);
  const fields = body === undefined ? {} : fieldsOf(body);
  if (fields === null) return null;
  for (const [name, value] of Object.entries(fields)) set(params, `body field ${name}`, name, value);
  for (const [name, value] of request.headers) {
    // Which part of a list or file: as much the question as a page's number is (RFC 9110, 14.2).
    if (/^range$/i.test(name)) params.set('range', /\d+/.exec(value)?.[0] ?? value);
    else if (!BROWSER_HEADERS.test(name)) params.set(`${HEADER_PREFIX}${name.toLowerCase()}`, value);
  }
  const operation = operationOf(fields);
  return {
    endpoint: `${method} ${origin}${pathname}${operation === '' ? '' : ` (${operation})`}`,
    client: `${context.id} ${placeOf(request)}`,
    stack: stackOf(request),
    params,
  };
}

/** Names client and endpoint. */
export function keyOf({ client, endpoint }: PollRequest): string {
  return `${client} ${endpoint}`;
}

export const HEADER_PREFIX = 'header ';

function set(params: Map<string, string>, key: string, name: string, value: string): void {
  if (isCacheBuster(name, value)) return;
  const before = params.get(key);
  params.set(key, before === undefined ? value : `${before}, ${value}`);
}

/** Names of what differs from one request to the next, headers included. */
export function changedParams(before: PollRequest, after: PollRequest): string[] {
  const names = new Set([...before.params.keys(), ...after.params.keys()]);
  return [...names].filter((name) => before.params.get(name) !== after.params.get(name));
}
