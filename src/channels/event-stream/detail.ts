import { commonDetail } from '../connection/detail.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import { agreementOf } from './agreement.ts';
import type { EventStream } from './event-stream.ts';
import { listenersOf, summaryOf, typesWithoutListener } from './summary.ts';
import { verdict } from './verdict.ts';

/** Differences listed one by one. */
const MAX_DIFFERENCES = 20;

/** All that is known of one connection's event stream, for the panel. */
export function detailOf(stream: EventStream, environment: Environment): ConnectionDetail {
  const { facts, tape } = stream;
  const { request, sent, end } = facts;
  const listeners = listenersOf(stream, environment);
  return {
    summary: summaryOf(stream, environment),
    ...commonDetail(facts),
    requestBody: request?.body ?? null,
    lastEventIdSent: sent?.lastEventId ?? null,
    redirects: facts.redirects.map(({ at, status, url }) => ({ at, status, to: url })),
    initiatorNote: request?.initiator ? null : initiatorNote(stream),
    end: end && {
      at: end.at,
      text: verdict(facts, stream.retryInForce).text,
      inferred: end.inferred !== undefined,
    },
    sentAt: firstSentAtOf(facts),
    chunks: tape.chunks.count,
    decodedBytes: tape.chunks.total,
    wireBytes: tape.chunks.wireTotal === null ? null : tape.chunks.wireTotal + (end?.wire ?? 0),
    retry: stream.retry,
    retryBefore: stream.retryBefore,
    lastEventId: stream.lastEventId,
    agreement: agreementOf(stream, MAX_DIFFERENCES),
    fidelityStretches: facts.fidelity.map(({ at, level, why }) => ({ at, level, why: why ?? null })),
    listeners: listeners && {
      at: listeners.at,
      objects: listeners.objects,
      types: listeners.types,
      withoutListener: typesWithoutListener(stream, listeners),
    },
    webSocket: null,
  };
}

/** When it first left; null where that is not known. */
function firstSentAtOf({ firstSentAt, redirects }: ConnectionFacts): number | null {
  // Of one that was carried over only the last sent request is known, and that was after the redirect.
  return firstSentAt === null || firstSentAt > (redirects[0]?.at ?? firstSentAt) ? null : firstSentAt;
}

function initiatorNote(stream: EventStream): string {
  return stream.facts.request?.via === 'eventsource'
    ? 'Chromium does not say which script made an EventSource.'
    : 'The browser did not say which script made the request.';
}
