import { isCallbackName } from '../../../format/jsonp.ts';
import type { Caller, RequestRecord } from '../../../tape/index.ts';
import { type Address, addressOf } from '../../connection/asked/address.ts';
import { isCacheBuster } from '../../connection/asked/cache-buster.ts';
import { fieldsOf, operationOf } from '../../connection/asked/operation.ts';
import { placeOf, stackOf } from '../../connection/place.ts';

/** A request, taken apart so that two can be compared. */
export interface Question {
  /** Method, origin and path, `{}` for what varies in it, and the operation of GraphQL and JSON-RPC, where one path serves them all. */
  readonly endpoint: string;
  /** The page, iframe or worker, and the line of its script. */
  readonly client: string;
  /** That line and what called it, innermost first; empty where it is not known. */
  readonly stack: readonly Caller[];
  /** Segments of the path that vary, query parameters, fields of the body, where a range begins, and own headers, without cache busters. */
  readonly params: ReadonlyMap<string, string>;
  /** Those in one text: two with the same ask the very same. */
  readonly asked: string;
}

/** A poll sends a cursor, not a document: longer bodies are compared as a whole. */
const MAX_BODY_LENGTH = 4096;

/** Headers that a browser or a tracing library adds: they are no cursor. */
const BROWSER_HEADERS =
  /^(accept|accept-.*|content-type|content-length|user-agent|referer|origin|cookie|host|connection|cache-control|pragma|priority|dnt|sec-.*|upgrade-insecure-requests|traceparent|tracestate|x-request-id|x-correlation-id)$/i;

export const HEADER_PREFIX = 'header ';
/** What is known of a body that is not compared by its fields. */
export const WHOLE_BODY = 'body';

/** @returns null where there is no HTTP address. */
export function questionOf(request: RequestRecord): Question | null {
  const { url, body, context } = request;
  const address = url === undefined ? null : addressOf(url);
  if (!address || !/^https?:/.test(address.template)) return null;
  const params = new Map<string, string>();
  for (const { name, value } of address.params.values()) {
    // The function that a script is to call is made anew for each, and carries nothing.
    if (request.via === 'script' && isCallbackName(name)) continue;
    if (name.startsWith('segment ')) params.set(name, value);
    else if (!isCacheBuster(name, value)) params.set(`query parameter ${name}`, value);
  }
  const fields = bodyFields(body);
  if (fields === null) params.set(WHOLE_BODY, body ?? '');
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (!isCacheBuster(name, value) && !isCallId(name, fields)) params.set(`body field ${name}`, value);
  }
  for (const [name, value] of request.headers) {
    // Which part of a list or file: as much the question as a page's number is (RFC 9110, 14.2).
    if (/^range$/i.test(name)) params.set('range', /\d+/.exec(value)?.[0] ?? value);
    else if (!BROWSER_HEADERS.test(name)) params.set(`${HEADER_PREFIX}${name.toLowerCase()}`, value);
  }
  return {
    endpoint: endpointText(request, address, fields),
    client: `${context.id} ${placeOf(request)}`,
    stack: stackOf(request),
    params,
    asked: textOf(params),
  };
}

/** Whether a field is the id of a call of JSON-RPC, also of one in a batch: it pairs the call with its answer, and asks for nothing. */
function isCallId(name: string, fields: Readonly<Record<string, string>> | null): boolean {
  const prefix = /^(|\d+\.)id$/.exec(name)?.[1];
  return prefix !== undefined && fields?.[`${prefix}jsonrpc`] !== undefined;
}

/** All of them in one text, whatever their order. The length before each says where it ends. */
function textOf(params: ReadonlyMap<string, string>): string {
  const names = [...params.keys()];
  if (names.length > 1) names.sort();
  let text = '';
  for (const name of names) {
    const value = params.get(name) ?? '';
    text += `${name.length} ${name} ${value.length} ${value} `;
  }
  return text;
}

/** The endpoint alone; null where there is no HTTP address. */
export function endpointOf(request: RequestRecord): string | null {
  const { url, body } = request;
  const address = url === undefined ? null : addressOf(url);
  if (!address || !/^https?:/.test(address.template)) return null;
  return endpointText(request, address, bodyFields(body));
}

function endpointText(
  { method }: RequestRecord,
  { template, params }: Address,
  fields: Record<string, string> | null,
): string {
  const ofBody = operationOf((name) => fields?.[name]);
  const operation = ofBody || (params.size > 0 ? operationOf((name) => params.get(name)?.value) : '');
  return `${method} ${template}${operation === '' ? '' : ` (${operation})`}`;
}

/** Names what asks and what is asked: the group of a request. */
export function groupKeyOf({ client, endpoint }: Question): string {
  return `${client} ${endpoint}`;
}

/** Names of what differs from one request to the next, headers included. */
export function changedParams(before: Question, after: Question): string[] {
  if (before.asked === after.asked) return [];
  const names: string[] = [];
  for (const [name, value] of before.params) if (after.params.get(name) !== value) names.push(name);
  for (const name of after.params.keys()) if (!before.params.has(name)) names.push(name);
  return names;
}

/** Null for a body that has none, or too many. */
function bodyFields(body: string | undefined): Record<string, string> | null {
  if (body === undefined) return {};
  return body.length > MAX_BODY_LENGTH ? null : fieldsOf(body);
}
