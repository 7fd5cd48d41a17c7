/** Tape records made from one entry of DevTools' log. */

import { combinedHeader, headerValue } from '../../format/headers.ts';
import { extractMimeType } from '../../format/mime-type.ts';
import { fromWindows1252 } from '../../protocol/header-text.ts';
import { EVENT_STREAM } from '../../sse/index.ts';
import type { EndRecord, Header, RequestRecord, ResponseRecord, Via } from '../../tape/index.ts';
import { failureOf } from '../http/endings.ts';
import { initiatorOf } from '../http/initiator.ts';
import { webSocketEndOf } from '../http/websocket-errors.ts';
import type { HarEntry, HarHeader } from './har.ts';
import { isWebSocketEntry, webSocketError } from './websocket.ts';

const headersOf = (list: readonly HarHeader[]): Header[] => list.map(({ name, value }) => [name, value]);

export function viaOfEntry(entry: HarEntry): Via {
  switch (entry._resourceType) {
    case 'eventsource':
      return 'eventsource';
    case 'fetch':
      return 'fetch';
    case 'xhr':
      return 'xhr';
    case 'websocket':
      return 'websocket';
    default:
      return 'other';
  }
}

export function isStreamEntry(entry: HarEntry): boolean {
  if (entry._resourceType === 'eventsource' || entry._eventSourceMessages) return true;
  if (extractMimeType(headersOf(entry.response.headers)).mimeType === EVENT_STREAM) return true;
  return combinedHeader(headersOf(entry.request.headers), 'accept')?.includes(EVENT_STREAM) ?? false;
}

/** Milliseconds since the Unix epoch. */
export const startOf = (entry: HarEntry): number => Date.parse(entry.startedDateTime);

/** The log does not report the context. */
export function requestOfEntry(entry: HarEntry): Omit<RequestRecord, 'on' | 'at'> {
  const { method, url, headers, postData } = entry.request;
  return {
    kind: 'request',
    url,
    method,
    headers: headersOf(headers),
    via: viaOfEntry(entry),
    context: { kind: 'unknown', id: '' },
    ...(postData?.text === undefined ? {} : { body: postData.text }),
    ...initiatorOf(entry._initiator?.stack),
  };
}

export function lastEventIdOf(entry: HarEntry): string | undefined {
  const raw = headerValue(headersOf(entry.request.headers), 'last-event-id');
  return raw === null ? undefined : fromWindows1252(raw);
}

/** When the headers came, milliseconds after the start: all that was before the content. */
export function untilResponse(entry: HarEntry): number {
  let sum = 0;
  for (const part of [
    entry.timings?.blocked,
    entry.timings?.dns,
    entry.timings?.connect,
    entry.timings?.send,
    entry.timings?.wait,
  ])
    if (part !== undefined && part > 0) sum += part;
  return sum;
}

export function responseOfEntry(entry: HarEntry, at: number, on: string): ResponseRecord {
  const { response } = entry;
  const headers = headersOf(response.headers);
  return {
    kind: 'response',
    at,
    on,
    status: response.status,
    statusText: response.statusText,
    headers,
    ...extractMimeType(headers),
    ...(isWebSocketEntry(entry) ? {} : { protocol: response.httpVersion.toLowerCase() }),
    ...(entry.serverIPAddress ? { remoteAddress: entry.serverIPAddress } : {}),
    ...(response.headersSize !== undefined && response.headersSize > 0
      ? { headerBytes: { bytes: response.headersSize, estimated: false } }
      : {}),
    ...(response._fetchedViaServiceWorker ? { fromServiceWorker: true } : {}),
    ...(entry._fromCache ? { fromCache: entry._fromCache } : {}),
  };
}

/** The log has only the error's text; a cancelled stream's is `net::ERR_ABORTED`. */
export function endOfEntry(entry: HarEntry, at: number, on: string): EndRecord {
  if (isWebSocketEntry(entry)) return { kind: 'end', at, on, ...webSocketEndOf(webSocketError(entry)) };
  const error = entry.response._error;
  if (!error) return { kind: 'end', at, on, how: 'complete' };
  const answer = { status: entry.response.status, ...extractMimeType(headersOf(entry.response.headers)) };
  const event = {
    requestId: '',
    timestamp: 0,
    type: 'Other',
    errorText: error,
    canceled: error === 'net::ERR_ABORTED',
  } as const;
  return { kind: 'end', at, on, ...failureOf(event, viaOfEntry(entry), answer.status > 0 ? answer : null) };
}
