import { nameOfUrl } from '../../format/url-name.ts';
import type { ListenersRecord } from '../../tape/index.ts';
import { FIDELITY } from '../connection/notes.ts';
import { connectionState } from '../connection/state.ts';
import type { Verdict } from '../connection/verdict.ts';
import { type Environment, TCP_CONNECTIONS_PER_HOST } from '../model/environment.ts';
import type { ChannelSummary, ConnectionState } from '../model/stream.ts';
import { agreementOf } from './agreement.ts';
import type { EventStream } from './event-stream.ts';
import { RowKind } from './row-table.ts';
import { verdict } from './verdict.ts';

export function summaryOf(stream: EventStream, environment: Environment): ChannelSummary {
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
    name: nameOfUrl(request?.url),
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
      ...typesWithoutListener(stream, listenersOf(stream, environment)).map(
        (type) => `Nobody listens to “${type}”.`,
      ),
    ],
  };
}

function stateOf(stream: EventStream, environment: Environment): ConnectionState {
  const state = connectionState(stream.facts, stream.lastByteAt, true);
  const { request, sent } = stream.facts;
  const isHeldBack =
    state.kind === 'connecting' &&
    !sent &&
    environment.tcpConnectionsToHost(hostOf(request?.url)) >= TCP_CONNECTIONS_PER_HOST;
  return isHeldBack ? { kind: 'waiting', since: state.since } : state;
}

function waitingVerdict(stream: EventStream, environment: Environment): Verdict {
  const host = hostOf(stream.facts.request?.url);
  return {
    good: false,
    text: `Waiting for a connection: ${environment.tcpConnectionsToHost(host)} are open to ${host}, and a browser opens no more than ${TCP_CONNECTIONS_PER_HOST} to one host over HTTP/1.1. Close one, or serve it over HTTP/2.`,
  };
}

/** What a connection's own tape gives reason to warn of, besides how it ended. */
export function warningsOf(stream: EventStream): string[] {
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

/** The latest look at the listeners on its address; null where there was none, or for what is no EventSource. */
export function listenersOf(stream: EventStream, environment: Environment): ListenersRecord | null {
  const { request } = stream.facts;
  if (request?.via !== 'eventsource' || !request.url) return null;
  return (
    environment.listeners(stream.facts.redirects.at(-1)?.url ?? request.url) ??
    environment.listeners(request.url)
  );
}

/** Types that came on the stream and that no listener was found for. */
export function typesWithoutListener(stream: EventStream, listeners: ListenersRecord | null): string[] {
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
