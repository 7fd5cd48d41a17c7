import { readEvent } from '../sse/index.ts';
import type { ListenersRecord, ResponseRecord } from '../tape/index.ts';
import { CONNECTIONS_PER_HOST, type Environment } from './environment.ts';
import type { StreamFacts } from './facts.ts';
import type { Agreement, ConnectionDetail, StreamState, StreamSummary } from './model.ts';
import { nameOf } from './name.ts';
import { FIDELITY } from './notes.ts';
import { RowKind } from './rows.ts';
import { peekOf } from './segment.ts';
import type { StreamChannel } from './stream.ts';
import { verdict } from './stream-verdict.ts';
import type { Verdict } from './verdict.ts';

/** Differences told one by one. */
const TOLD = 20;

export function summaryOf(stream: StreamChannel, environment: Environment): StreamSummary {
  const { facts, rows, tape } = stream;
  const { request } = facts;
  const state = stateOf(stream, environment);
  const said =
    state.kind === 'waiting' ? waitingVerdict(stream, environment) : verdict(facts, stream.retryInForce);
  return {
    kind: 'stream',
    id: stream.id,
    transport: 'sse',
    connections: 1,
    name: nameOf(request?.url),
    url: request?.url ?? null,
    candidates: request?.candidates ?? [],
    method: request?.method ?? '',
    via: request?.via ?? 'other',
    context: request?.context ?? { kind: 'unknown', id: '' },
    state: state.kind === 'ended' ? { ...state, good: said.good } : state,
    status: facts.response?.status ?? null,
    verdict: said.text,
    fidelity: facts.fidelity.at(-1)?.level ?? 'bytes',
    events: rows.counts[RowKind.Event] + rows.counts[RowKind.Message],
    comments: rows.counts[RowKind.Comment],
    discarded: rows.counts[RowKind.Discarded],
    bytes: tape.chunks.total,
    openedAt: request?.at ?? 0,
    lastByteAt: stream.lastByteAt,
    warnings: [
      ...(said.good ? [] : [said.text]),
      ...warningsOf(stream),
      ...unheard(stream, listenersOf(stream, environment)).map((type) => `Nobody listens to “${type}”.`),
    ],
  };
}

function stateOf(stream: StreamChannel, environment: Environment): StreamState {
  const { request, sent, response, end, suspendedAt } = stream.facts;
  if (suspendedAt !== null) return { kind: 'suspended', since: suspendedAt };
  if (end) return { kind: 'ended', at: end.at, good: true, inferred: end.inferred !== undefined };
  if (response || stream.lastByteAt !== null || request?.openBefore) return { kind: 'open' };
  const since = request?.at ?? 0;
  if (!sent && environment.openToHost(hostOf(request?.url)) >= CONNECTIONS_PER_HOST)
    return { kind: 'waiting', since };
  return { kind: 'connecting', since };
}

function waitingVerdict(stream: StreamChannel, environment: Environment): Verdict {
  const host = hostOf(stream.facts.request?.url);
  return {
    good: false,
    text: `Waiting for a connection: ${environment.openToHost(host)} are open to ${host}, and a browser opens no more than ${CONNECTIONS_PER_HOST} to one host over HTTP/1.1. Close one, or serve it over HTTP/2.`,
  };
}

/** What a connection's own tape gives reason to warn of, besides how it ended. */
export function warningsOf(stream: StreamChannel): string[] {
  const warnings: string[] = [];
  const agreement = agreementOf(stream, 1);
  if (agreement && agreement.differences.length > 0) {
    warnings.push(
      `The browser and the reader disagree on ${agreement.dispatched - agreement.agreed} of ${agreement.dispatched} events.`,
    );
  }
  for (const gap of stream.facts.gaps.slice(0, 3)) warnings.push(`Gap: ${gap.why}`);
  if (stream.invalidUtf8 !== null) {
    const chunk = stream.tape.chunks.holding(Math.min(stream.invalidUtf8, stream.tape.bytes.length - 1)) + 1;
    warnings.push(
      `Not valid UTF-8, first in chunk ${chunk}: an event stream is always UTF-8, and the browser shows each invalid byte as “\ufffd”.`,
    );
  }
  const { request, fidelity } = stream.facts;
  if (request?.openBefore) warnings.push('It was open before capture began: what came before is not known.');
  const level = fidelity.at(-1)?.level;
  if (level && level !== 'bytes') warnings.push(`Known of it: ${FIDELITY[level]}.`);
  return warnings;
}

export function detailOf(stream: StreamChannel, environment: Environment): ConnectionDetail {
  const { facts, tape } = stream;
  const { request, sent, response, end } = facts;
  const listeners = listenersOf(stream, environment);
  return {
    summary: summaryOf(stream, environment),
    requestHeaders: sent?.headers ?? request?.headers ?? [],
    requestHeadersProvisional: sent === null,
    requestHeaderBytes: sent?.headerBytes ?? null,
    requestBody: request?.body ?? null,
    lastEventIdSent: sent?.lastEventId ?? null,
    redirects: facts.redirects.map(({ at, status, url }) => ({ at, status, to: url })),
    response: response && responseOf(response),
    initiator: request?.initiator ?? null,
    initiatorNote: request?.initiator ? null : initiatorNote(stream),
    end: end && {
      at: end.at,
      text: verdict(facts, stream.retryInForce).text,
      inferred: end.inferred !== undefined,
    },
    sentAt: leftAt(facts),
    chunks: tape.chunks.count,
    decodedBytes: tape.chunks.total,
    wireBytes: tape.chunks.wireTotal === null ? null : tape.chunks.wireTotal + (end?.wire ?? 0),
    retry: stream.retry,
    retryBefore: stream.retryBefore,
    lastEventId: stream.lastEventId,
    agreement: agreementOf(stream, TOLD),
    fidelityStretches: facts.fidelity.map(({ at, level, why }) => ({ at, level, why: why ?? null })),
    gaps: facts.gaps.map(({ at, why, bytes }) => ({ at, why, bytes: bytes ?? null })),
    listeners: listeners && {
      at: listeners.at,
      objects: listeners.objects,
      types: listeners.types,
      unheard: unheard(stream, listeners),
    },
    socket: null,
  };
}

/** When it first left; null where that is not known. */
function leftAt({ leftAt, redirects }: StreamFacts): number | null {
  // Of one that was carried over only the last leaving is known, and that was after the redirect.
  return leftAt === null || leftAt > (redirects[0]?.at ?? leftAt) ? null : leftAt;
}

/** An answer as the panel shows it. */
export function responseOf(response: ResponseRecord): NonNullable<ConnectionDetail['response']> {
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
  };
}

function initiatorNote(stream: StreamChannel): string {
  return stream.facts.request?.via === 'eventsource'
    ? 'Chromium does not say which script made an EventSource.'
    : 'The browser did not say which script made the request.';
}

/** The browser's count against the reader's; null where there is nothing to compare. */
export function agreementOf(stream: StreamChannel, most: number): Agreement | null {
  const log = stream.tape.dispatched;
  if (log.count === 0) return null;
  return {
    agreed: log.agreed,
    dispatched: log.count,
    read: stream.eventsRead,
    differences: log.differences.slice(0, most).map(({ index, record }) => ({
      event: index,
      at: record.at,
      browser: { type: record.type, data: record.data, id: record.id },
      reader: readerEvent(stream, index),
    })),
  };
}

function readerEvent(
  stream: StreamChannel,
  index: number,
): { type: string; data: string; id: string } | null {
  const segment = stream.segments.findLast((candidate) => candidate.eventsBefore <= index);
  const event = segment ? index - segment.eventsBefore : -1;
  if (!segment || event >= segment.reader.eventCount) return null;
  const { type, data, lastEventId } = readEvent(segment.reader, event, peekOf(segment, stream.tape.bytes));
  return { type, data, id: lastEventId };
}

function listenersOf(stream: StreamChannel, environment: Environment): ListenersRecord | null {
  const { request } = stream.facts;
  if (request?.via !== 'eventsource' || !request.url) return null;
  return (
    environment.listeners(stream.facts.redirects.at(-1)?.url ?? request.url) ??
    environment.listeners(request.url)
  );
}

/** Types that came on the stream and that no listener was found for. */
function unheard(stream: StreamChannel, listeners: ListenersRecord | null): string[] {
  if (!listeners || listeners.objects === 0) return [];
  return [...stream.types()].filter((type) => !listeners.types.includes(type)).sort();
}

function hostOf(url: string | undefined): string {
  try {
    return url ? new URL(url).host : '';
  } catch {
    return '';
  }
}
