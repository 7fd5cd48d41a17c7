import { headerValue } from '../../format/headers.ts';
import type { Header, RequestRecord } from '../../tape/index.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import { refusalOf } from '../event-stream/verdict.ts';
import type { Earlier, Later } from './rule.ts';

/** The Last-Event-ID a connection sent; null where it sent none, undefined where that is not known (yet). */
export function sentId({ facts }: EventStream): string | null | undefined {
  const { request, sent } = facts;
  if (sent) return sent.lastEventId ?? headerOf(sent.headers) ?? headerOf(request?.headers ?? []) ?? null;
  const asked = headerOf(request?.headers ?? []);
  if (asked !== undefined) return asked;
  // A program's header is among those it asked for; the browser adds its own only when it sends.
  return request && request.via !== 'eventsource' ? null : undefined;
}

function headerOf(headers: readonly Header[]): string | undefined {
  return headerValue(headers, 'last-event-id') ?? undefined;
}

/** What a source had said when one of its connections ended, whichever of them said it. */
export interface ReconnectState {
  /** Milliseconds; null where the server sent no valid `retry`. */
  readonly retry: number | null;
  readonly lastEventId: string;
  /** False where bytes are missing since. */
  readonly idIsKnown: boolean;
}

export const INITIAL_RECONNECT_STATE: ReconnectState = { retry: null, lastEventId: '', idIsKnown: true };

/** What is in force after a connection, given what was before it. */
export function reconnectStateAfter(stream: EventStream, before: ReconnectState): ReconnectState {
  const { facts, tape } = stream;
  const retry = stream.retry ?? before.retry;
  const gapless = facts.gaps.length === 0 && !facts.request?.openBefore;
  const level = facts.fidelity.at(-1)?.level ?? 'bytes';
  if (stream.segment && level === 'bytes') {
    return { retry, lastEventId: stream.lastEventId, idIsKnown: gapless };
  }
  const { messages } = tape;
  if (messages.count > 0) {
    return { retry, lastEventId: messages.read(messages.count - 1, 0).id, idIsKnown: true };
  }
  return {
    retry,
    lastEventId: sentId(stream) ?? before.lastEventId,
    idIsKnown: gapless && level !== 'lengths',
  };
}

/** @returns null where the connection cannot be judged: its request is not on the tape. */
export function earlierOf(stream: EventStream, before: ReconnectState): Earlier | null {
  const { request, response, end } = stream.facts;
  if (!request) return null;
  const heard = reconnectStateAfter(stream, before);
  return {
    request,
    finalUrl: finalUrlOf(stream, request),
    end,
    refusal: response ? refusalOf(response) : null,
    ...heard,
  };
}

export function laterOf(stream: EventStream): Later | null {
  const { request } = stream.facts;
  return request && { request, lastEventId: sentId(stream) };
}

export function finalUrlOf({ facts }: EventStream, request: RequestRecord): string {
  return facts.redirects.at(-1)?.url ?? request.url ?? '';
}
