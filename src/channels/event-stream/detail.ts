import { bodyDetail, commonDetail } from '../connection/detail.ts';
import type { ConnectionDetail, EventStreamDetail } from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import { agreementOf } from './agreement.ts';
import type { EventStream } from './event-stream.ts';
import { verdictOf } from './state/verdict.ts';
import { summaryOf } from './summary.ts';
import { listenersOf, unheardTypes } from './unheard.ts';

/** Differences listed one by one. */
const MAX_DIFFERENCES = 20;

/** All that is known of one connection's event stream, for the panel. */
export function detailOf(stream: EventStream, environment: Environment): ConnectionDetail {
  const { facts, tape } = stream;
  return {
    summary: summaryOf(stream, environment),
    ...commonDetail(facts, verdictOf(stream).text),
    ...bodyDetail(facts, tape),
    initiatorNote: facts.request?.initiator ? null : initiatorNote(stream),
    eventStream: eventStreamDetail(stream, environment),
    webSocket: null,
  };
}

function eventStreamDetail(stream: EventStream, environment: Environment): EventStreamDetail {
  const listeners = listenersOf(stream, environment.listeners);
  return {
    lastEventIdSent: stream.facts.sent?.lastEventId ?? null,
    retry: stream.retry,
    retryBefore: stream.retryBefore,
    lastEventId: isIdKnown(stream) ? stream.lastEventId : null,
    agreement: agreementOf(stream, MAX_DIFFERENCES),
    listeners: listeners && { at: listeners.at, objects: listeners.objects, types: listeners.types },
    unheard: unheardTypes(stream, environment.listeners).map(({ type, at, by }) => ({ type, at, by })),
  };
}

/** Of what was open before recording nothing is known until something comes. */
function isIdKnown({ facts, tape, segment }: EventStream): boolean {
  return !facts.request?.openBefore || segment !== undefined || tape.messages.count > 0;
}

function initiatorNote(stream: EventStream): string {
  return stream.facts.request?.via === 'eventsource'
    ? 'Chromium does not say which script made an EventSource.'
    : 'The browser did not say which script made the request.';
}
