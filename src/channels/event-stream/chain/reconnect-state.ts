import { headerValue } from '../../../format/headers.ts';
import type { Header, RequestRecord } from '../../../tape/index.ts';
import type { ChainLink, Join } from '../../chain/link.ts';
import { howEnded } from '../../connection/how-ended.ts';
import type { EventStream } from '../event-stream.ts';
import { refusalOf } from '../state/verdict.ts';
import type { AddressCursor } from './cursor.ts';
import type { Earlier, Later } from './judged.ts';
import type { EventStreamMember } from './member.ts';
import { cursorOf } from './rule.ts';

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
  /** False where bytes were not known: there may have been another. */
  readonly retryIsKnown: boolean;
  readonly lastEventId: string;
  /** False where bytes are missing since. */
  readonly idIsKnown: boolean;
  /** How many EventSources the page had made anew one after another, up to now. */
  readonly madeAnew: number;
  /** Whether one of its connections was a POST. */
  readonly hasPost: boolean;
}

/** One connection of an event stream's chain. */
export type EventStreamLink = ChainLink<EventStreamMember, ReconnectState>;

export const INITIAL_RECONNECT_STATE: ReconnectState = {
  retry: null,
  retryIsKnown: true,
  lastEventId: '',
  idIsKnown: true,
  madeAnew: 0,
  hasPost: false,
};

/** What is in force after a connection, given what was before it, and how it continues the one before. */
export function reconnectStateAfter(
  stream: EventStream,
  before: ReconnectState,
  join: Join | null,
): ReconnectState {
  const { facts, tape } = stream;
  const gapless = facts.gaps.length === 0 && !facts.request?.openBefore;
  const level = facts.fidelity.at(-1)?.level ?? 'bytes';
  const rest = {
    retry: stream.retry ?? before.retry,
    retryIsKnown: before.retryIsKnown && gapless && level === 'bytes',
    madeAnew: join?.byPage ? before.madeAnew + 1 : 0,
    hasPost: before.hasPost || facts.request?.method === 'POST',
  };
  if (stream.segment && level === 'bytes') {
    return { lastEventId: stream.lastEventId, idIsKnown: gapless, ...rest };
  }
  const { messages } = tape;
  if (messages.count > 0) {
    return { lastEventId: messages.read(messages.count - 1, 0).id, idIsKnown: true, ...rest };
  }
  return {
    lastEventId: sentId(stream) ?? before.lastEventId,
    idIsKnown: gapless && level !== 'lengths',
    ...rest,
  };
}

/** @returns null where the connection cannot be judged: its request is not on the tape. */
export function earlierOf(stream: EventStream, before: ReconnectState, join: Join | null): Earlier | null {
  const { request, response, end } = stream.facts;
  if (!request) return null;
  const heard = reconnectStateAfter(stream, before, join);
  return {
    request,
    finalUrl: finalUrlOf(stream, request),
    end,
    how: howEnded(stream.facts, stream.tape.chunks.total),
    refusal: response ? refusalOf(response) : null,
    isStopped: response?.status === 204,
    lastEventIdBefore: before.lastEventId,
    ...heard,
  };
}

export function laterOf(stream: EventStream): Later | null {
  const { request } = stream.facts;
  return request && { request, lastEventId: sentId(stream) };
}

/** What of the address of `later` says how far the source had read, given the connection it continues; null where nothing does. */
export function addressCursor(
  { member, stateBefore, join }: EventStreamLink,
  later: EventStream,
): AddressCursor | null {
  const ended = earlierOf(member.stream, stateBefore, join);
  const asked = laterOf(later);
  return ended && asked && cursorOf(ended, asked);
}

/** The last event ID that connection `index` (from 0) of a chain sent, in its header or its address; as {@link sentId}. */
export function sentIdAt(links: readonly EventStreamLink[], index: number): string | null | undefined {
  const [before, link] = [links[index - 1], links[index]];
  const cursor = before && link ? addressCursor(before, link.member.stream) : null;
  return cursor ? cursor.value : link && sentId(link.member.stream);
}

export function finalUrlOf({ facts }: EventStream, request: RequestRecord): string {
  return facts.redirects.at(-1)?.url ?? request.url ?? '';
}

/** What must be the same of two requests: who asked, by what means, and the address. */
export function keyOf({ context, via, method }: RequestRecord, url: string): string {
  return `${context.kind} ${context.id} ${via} ${method} ${url}`;
}
