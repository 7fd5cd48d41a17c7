/** What the rule looks at, and the words and times that its parts share. */
import type { EndRecord, RequestRecord } from '../../../tape/index.ts';
import type { Certainty, JoinJudgement } from '../../chain/link.ts';
import type { HowEnded } from '../../connection/how-ended.ts';
import type { AddressCursor } from './cursor.ts';

/** A connection that is over, as far as the rule looks at it. */
export interface Earlier {
  readonly request: RequestRecord;
  /** Where the redirects led to; the URL asked for where there were none. */
  readonly finalUrl: string;
  /** Null while it runs. */
  readonly end: EndRecord | null;
  /** How it ended, as far as the report shows; null while it runs. */
  readonly how: HowEnded | null;
  /** Why no EventSource opens on its answer; null where one does, or there was no answer. */
  readonly refusal: string | null;
  /** Whether its answer was 204, by which a server says stop. */
  readonly isStopped: boolean;
  /** The last valid `retry` of the source so far, milliseconds; null where the server sent none. */
  readonly retry: number | null;
  /** False where bytes of the source are not known, so that a “retry” may have been missed. */
  readonly retryIsKnown: boolean;
  /** The last event ID committed when it ended. */
  readonly lastEventId: string;
  /** The one committed before it began. */
  readonly lastEventIdBefore: string;
  /** False where bytes are missing, so that the last event ID may be another. */
  readonly idIsKnown: boolean;
  /** How many EventSources the page had made anew one after another, up to this one. */
  readonly madeAnew: number;
  /** Whether one of its connections was a POST. */
  readonly hasPost: boolean;
}

/** A request that may continue it. */
export interface Later {
  readonly request: RequestRecord;
  /** The Last-Event-ID header; null where none was sent, undefined while that is not known. */
  readonly lastEventId: string | null | undefined;
}

/** Milliseconds a reconnect may seem early: the end and the request are stamped by different processes. */
export const EARLY = 50;
/** Milliseconds a timer may be late in a tab that is busy or hidden (Chromium: once a second). */
export const LATE = 1500;
/** Milliseconds a program's own reconnect may take after an answer that was whole, and after a failure. */
export const AFTER_COMPLETE = 10_000;
export const AFTER_FAILURE = 60_000;

type Joins = Extract<JoinJudgement, { joins: true }>;

export const no = (why: string): JoinJudgement => ({ joins: false, why });
export const yes = (certainty: Certainty, why: string): Joins => ({ joins: true, certainty, why });

/** Of a request that sent the last event ID committed before. @param cursor what it sent it in, where that is no header. */
export function sentLast(id: string, cursor: AddressCursor | null = null): Joins {
  return yes('confirmed', `It sent the last event ID committed before, “${short(id)}”${asText(cursor)}.`);
}

/** “, as lastEventId in the address”; '' where a header was sent. */
export function asText(cursor: Pick<AddressCursor, 'name'> | null): string {
  return cursor ? `, as ${short(cursor.name)} in the address` : '';
}

export function short(id: string): string {
  return id.length > 40 ? `${id.slice(0, 40)}…` : id;
}
