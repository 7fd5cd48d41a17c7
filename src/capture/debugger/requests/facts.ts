/** Tape records made from protocol events, with nothing remembered. */
import type { Protocol } from 'devtools-protocol';
import { combinedHeader, headerValue } from '../../../format/headers.ts';
import { extractMimeType, type MimeType } from '../../../format/mime-type.ts';
import { fromWindows1252 } from '../../../protocol/header-text.ts';
import type {
  Context,
  Header,
  RedirectRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../../../tape/index.ts';
import { headerList, parseHeadersText, requestHeaderBytes, statusTextOf } from '../../http/headers.ts';
import { initiatorOf } from '../../http/initiator.ts';
import { viaOf } from './streams.ts';

type ExtraInfo = Protocol.Network.ResponseReceivedExtraInfoEvent;

/** `Network.requestWillBeSent` of the first hop. */
export function requestRecord(
  event: Protocol.Network.RequestWillBeSentEvent,
  at: number,
  on: string,
  context: Context,
): RequestRecord {
  const { request } = event;
  return {
    kind: 'request',
    at,
    on,
    url: request.url + (request.urlFragment ?? ''),
    method: request.method,
    headers: headerList(request.headers),
    via: viaOf(event.type),
    context,
    ...(request.postData === undefined ? {} : { body: request.postData }),
    ...(request.hasPostData && request.postData === undefined && { hasOtherBody: true }),
    ...initiatorOf(event.initiator.stack),
  };
}

/** `Network.requestWillBeSentExtraInfo`: the request left, with these headers. */
export function sentRecord(
  event: Protocol.Network.RequestWillBeSentExtraInfoEvent,
  at: number,
  on: string,
  method: string,
  url: string,
): SentRecord {
  const headers = headerList(event.headers).map(
    ([name, value]): Header =>
      name.toLowerCase() === 'last-event-id' ? [name, fromWindows1252(value)] : [name, value],
  );
  // The length is of the bytes as they were, not of the decoded text.
  const headerBytes = requestHeaderBytes(method, url, headerList(event.headers));
  const lastEventId = headerValue(headers, 'last-event-id');
  return {
    kind: 'sent',
    at,
    on,
    headers,
    headerBytes,
    ...(lastEventId === null ? {} : { lastEventId }),
  };
}

/** Headers as received where the network stack reported them, else as the renderer saw them. */
function receivedHeaders(response: Protocol.Network.Response | null, extra: ExtraInfo | undefined): Header[] {
  if (extra?.headersText !== undefined) return parseHeadersText(extra.headersText);
  return headerList(extra?.headers ?? response?.headers ?? {});
}

export function redirectRecord(
  response: Protocol.Network.Response,
  extra: ExtraInfo | undefined,
  next: Protocol.Network.Request,
  at: number,
  on: string,
): RedirectRecord {
  const headers = receivedHeaders(response, extra);
  const { status } = response;
  const wire = extra?.headersText?.length ?? response.encodedDataLength;
  return {
    kind: 'redirect',
    at,
    on,
    status,
    url: next.url,
    method: next.method,
    headers,
    ...(wire > 0 ? { headerBytes: { bytes: wire, estimated: false } } : {}),
  };
}

/** @param isFromMemory whether `Network.requestServedFromCache` came before. */
export function responseRecord(
  response: Protocol.Network.Response,
  extra: ExtraInfo | undefined,
  at: number,
  on: string,
  isFromMemory = false,
): ResponseRecord {
  const fromCache = cacheOf(response, isFromMemory);
  const headers = receivedHeaders(response, extra);
  const wire = extra?.headersText?.length ?? response.encodedDataLength;
  return {
    kind: 'response',
    at,
    on,
    status: response.status,
    statusText: response.statusText,
    headers,
    ...mimeTypeOf(response),
    ...(response.protocol === undefined ? {} : { protocol: response.protocol }),
    ...(response.connectionId > 0 ? { connectionId: String(response.connectionId) } : {}),
    ...(response.connectionId > 0 ? { reused: response.connectionReused } : {}),
    ...(response.remoteIPAddress
      ? { remoteAddress: `${response.remoteIPAddress}:${response.remotePort ?? ''}` }
      : {}),
    ...(wire > 0 ? { headerBytes: { bytes: wire, estimated: false } } : {}),
    ...(response.fromServiceWorker ? { fromServiceWorker: true } : {}),
    ...(fromCache === undefined ? {} : { fromCache }),
  };
}

/** The browser's own reading decides. Without Content-Type it guesses from the body, and the server said nothing. */
function mimeTypeOf(response: Protocol.Network.Response): MimeType {
  if (combinedHeader(headerList(response.headers), 'content-type') === null) return { mimeType: '' };
  const { mimeType, charset } = response;
  return charset ? { mimeType, charset } : { mimeType };
}

function cacheOf(response: Protocol.Network.Response, isFromMemory: boolean): ResponseRecord['fromCache'] {
  if (response.fromDiskCache) return 'disk';
  if (response.fromPrefetchCache) return 'prefetch';
  return isFromMemory ? 'memory' : undefined;
}

/** A refused answer (CORS) has no `responseReceived`: what the network stack reported is all there is. */
export function refusedResponseRecord(extra: ExtraInfo, at: number, on: string): ResponseRecord {
  const headers = receivedHeaders(null, extra);
  const wire = extra.headersText?.length ?? 0;
  return {
    kind: 'response',
    at,
    on,
    status: extra.statusCode,
    statusText: statusTextOf(extra.headersText),
    headers,
    ...extractMimeType(headers),
    ...(wire > 0 ? { headerBytes: { bytes: wire, estimated: false } } : {}),
  };
}
