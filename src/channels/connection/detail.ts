import type { ConnectionTape, ResponseRecord } from '../../tape/index.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { ConnectionFacts } from './facts.ts';
import { gapOf } from './lanes/gap.ts';

/** What a connection's detail says by its request, its response and its gaps, whatever goes over it. */
export type CommonDetail = Omit<
  ConnectionDetail,
  keyof BodyDetail | 'summary' | 'initiatorNote' | 'eventStream' | 'webSocket'
>;

/** @param verdict what its end means, in a sentence. */
export function commonDetail(facts: ConnectionFacts, verdict: string): CommonDetail {
  const { request, sent, response, redirects, end, fidelity, gaps } = facts;
  return {
    requestHeaders: sent?.headers ?? request?.headers ?? [],
    requestHeadersProvisional: sent === null,
    requestHeaderBytes: sent?.headerBytes ?? null,
    requestBody: request?.body ?? null,
    redirects: redirects.map(({ at, status, url }) => ({ at, status, to: url })),
    response: response && responseOf(response),
    initiator: request?.initiator ?? null,
    callers: request?.callers ?? [],
    end: end && { at: end.at, text: verdict, inferred: end.inferred !== undefined },
    sentAt: firstSentAtOf(facts),
    fidelityStretches: fidelity.map(({ at, level, why }) => ({ at, level, why: why ?? null })),
    gaps: gaps.map(gapOf),
  };
}

/** What a detail says of the body of a response. */
export type BodyDetail = Pick<ConnectionDetail, 'chunks' | 'decodedBytes' | 'wireBytes'>;

export function bodyDetail({ end }: ConnectionFacts, { chunks }: ConnectionTape): BodyDetail {
  return {
    chunks: chunks.count,
    decodedBytes: chunks.total,
    wireBytes: chunks.wireTotal === null ? null : chunks.wireTotal + (end?.wire ?? 0),
  };
}

/** When it first left; null where that is not known. */
function firstSentAtOf({ firstSentAt, redirects }: ConnectionFacts): number | null {
  // Of one that was carried over only the last sent request is known, and that was after the redirect.
  return firstSentAt === null || firstSentAt > (redirects[0]?.at ?? firstSentAt) ? null : firstSentAt;
}

/** A response as the panel shows it. */
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
