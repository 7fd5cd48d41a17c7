import type { RequestRecord } from '../../tape/index.ts';

/** What a request asks for, taken apart so that two can be compared. */
export interface PollRequest {
  /** Method, origin and path; of GraphQL and JSON-RPC also the operation, since there one path serves them all. */
  readonly endpoint: string;
  /** The client: its iframe or worker, and the place in its script. */
  readonly client: string;
  /** Query parameters, fields of the body, where a range begins, and own headers by their name, without cache busters. */
  readonly params: ReadonlyMap<string, string>;
}

/** A poll asks with a cursor, not with a document: longer bodies are not taken apart, and are no polls. */
const MAX_BODY_LENGTH = 4096;
/** Fields of a body that are looked at. */
const MAX_FIELDS = 40;

/** Changed at every request so that no cache answers; they say nothing. */
const CACHE_BUSTERS = /^(_|_t|_ts|t|ts|time|timestamp|cb|cachebust(er)?|nocache|rand|rnd|r)$/i;

/** Headers that a browser or a tracing library adds: they are no cursor. */
const BROWSER_HEADERS =
  /^(accept|accept-.*|content-type|content-length|user-agent|referer|origin|cookie|host|connection|cache-control|pragma|priority|dnt|sec-.*|upgrade-insecure-requests|traceparent|tracestate|x-request-id|x-correlation-id)$/i;

/**
 * @returns null for what can be no poll: other methods than GET and POST, other schemes than HTTP, uploads.
 */
export function pollRequestOf(request: RequestRecord): PollRequest | null {
  const { method, url, body, context, initiator } = request;
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
  const place = initiator ? `${initiator.url}:${initiator.line}:${initiator.column}` : '';
  return {
    endpoint: `${method} ${origin}${pathname}${operation === '' ? '' : ` (${operation})`}`,
    client: `${context.id} ${place}`,
    params,
  };
}

/** Names client and endpoint. */
export function keyOf({ client, endpoint }: PollRequest): string {
  return `${client} ${endpoint}`;
}

export const HEADER_PREFIX = 'header ';

function set(params: Map<string, string>, key: string, name: string, value: string): void {
  if (CACHE_BUSTERS.test(name) && /^[\d.]+$/.test(value)) return;
  const before = params.get(key);
  params.set(key, before === undefined ? value : `${before}, ${value}`);
}

/** The leaves of a JSON or form body by their paths; null for an upload or a text that is neither. */
function fieldsOf(body: string): Record<string, string> | null {
  if (body.trim() === '') return {};
  if (/^\s*[[{]/.test(body)) {
    try {
      const fields: Record<string, string> = {};
      leaves(JSON.parse(body), '', fields);
      return fields;
    } catch {
      return null;
    }
  }
  if (!/^[^=&\s]+=[^\s]*$/.test(body)) return null;
  return Object.fromEntries(new URLSearchParams(body));
}

function leaves(value: unknown, path: string, into: Record<string, string>): void {
  if (Object.keys(into).length >= MAX_FIELDS) return;
  if (typeof value !== 'object' || value === null) {
    into[path] = String(value);
    return;
  }
  for (const [name, child] of Object.entries(value))
    leaves(child, path === '' ? name : `${path}.${name}`, into);
}

/** GraphQL: the operation's name, else the beginning of its text; JSON-RPC: the method. */
function operationOf(fields: Record<string, string>): string {
  const { operationName, query, jsonrpc, method } = fields;
  if (operationName !== undefined && operationName !== 'null') return operationName;
  if (query !== undefined && /[{]/.test(query)) return query.replace(/\s+/g, ' ').trim().slice(0, 60);
  return jsonrpc !== undefined && method !== undefined ? method : '';
}

/** Names of what differs from one request to the next, headers included. */
export function changedParams(before: PollRequest, after: PollRequest): string[] {
  const names = new Set([...before.params.keys(), ...after.params.keys()]);
  return [...names].filter((name) => before.params.get(name) !== after.params.get(name));
}
