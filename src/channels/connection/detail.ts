import type { ResponseRecord } from '../../tape/index.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { ConnectionFacts } from './facts.ts';

/** What a connection's detail says of its request and its answer, whatever goes over it. */
export type CommonDetail = Pick<
  ConnectionDetail,
  'requestHeaders' | 'requestHeadersProvisional' | 'requestHeaderBytes' | 'response' | 'initiator' | 'gaps'
>;

export function commonDetail({ request, sent, response, gaps }: ConnectionFacts): CommonDetail {
  return {
    requestHeaders: sent?.headers ?? request?.headers ?? [],
    requestHeadersProvisional: sent === null,
    requestHeaderBytes: sent?.headerBytes ?? null,
    response: response && responseOf(response),
    initiator: request?.initiator ?? null,
    gaps: gaps.map(({ at, why, bytes }) => ({ at, why, bytes: bytes ?? null })),
  };
}

/** An answer as the panel shows it. */
function responseOf(response: ResponseRecord): NonNullable<ConnectionDetail['response']> {
  return {
    at: response.at,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    headerBytes: response.headerBytes ?? null,
    mimeType: response.mimeType,
    protocol: response.protocol ?? null,
    reused: response.reused ?? null,
    remoteAddress: response.remoteAddress ?? null,
    fromServiceWorker: response.fromServiceWorker ?? false,
    fromCache: response.fromCache ?? null,
  };
}
