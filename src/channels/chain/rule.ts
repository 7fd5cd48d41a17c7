/**
 * Whether a request continues where a connection ended. No browser says so: a reconnect is a request like any other, with
 * no link to the one before. The rule, its reasons and its limits are in docs/chains.md.
 */
import type { EndRecord, RequestRecord } from '../../tape/index.ts';
import { CHROMIUM_RETRY } from '../event-stream/verdict.ts';

/** A connection that is over, as far as the rule looks at it. */
export interface Earlier {
  readonly request: RequestRecord;
  /** Where the redirects led to; the URL asked for where there were none. */
  readonly finalUrl: string;
  /** Null while it runs. */
  readonly end: EndRecord | null;
  /** Why no EventSource opens on its answer; null where one does, or there was no answer. */
  readonly refusal: string | null;
  /** The last valid `retry` of the source so far, milliseconds; null where the server sent none. */
  readonly retry: number | null;
  /** The last event ID committed when it ended. */
  readonly lastEventId: string;
  /** False where bytes are missing, so that the last event ID may be another. */
  readonly idIsKnown: boolean;
}

/** A request that may continue it. */
export interface Later {
  readonly request: RequestRecord;
  /** The Last-Event-ID header; null where none was sent, undefined while that is not known. */
  readonly lastEventId: string | null | undefined;
}

/** How sure it is. `confirmed`: by a Last-Event-ID; `likely`: by its time; `uncertain`: it could also be another. */
export type Certainty = 'confirmed' | 'likely' | 'uncertain';

export type JoinJudgement =
  | { readonly joins: true; readonly certainty: Certainty; readonly why: string }
  | { readonly joins: false; readonly why: string };

/** Milliseconds a reconnect may seem early: the end and the request are stamped by different processes. */
const EARLY = 50;
/** Milliseconds a timer may be late in a tab that is busy or hidden (Chromium: once a second). */
const LATE = 1500;
/** Milliseconds it may be late in a tab hidden for long (Chromium: once a minute). */
const THROTTLED = 61_000;
/** Milliseconds a program's own reconnect may take after an answer that was whole, and after a failure. */
const AFTER_COMPLETE = 10_000;
const AFTER_FAILURE = 60_000;

const no = (why: string): JoinJudgement => ({ joins: false, why });
const yes = (certainty: Certainty, why: string): JoinJudgement => ({ joins: true, certainty, why });

/** Whether `later` continues where `earlier` ended, and why, in a sentence. */
export function judgeJoin(earlier: Earlier, later: Later): JoinJudgement {
  const { request, end } = earlier;
  const next = later.request;
  if (next.url === undefined || request.url === undefined) return no('An address is not known.');
  if (next.openBefore) return no('It was open before capture began.');
  if (next.via !== request.via || next.method !== request.method) return no('It is another kind of request.');
  if (next.context.kind !== request.context.kind || next.context.id !== request.context.id) {
    return no('Another frame or worker asked.');
  }
  if (next.url !== earlier.finalUrl && next.url !== request.url) return no('It has another address.');
  if (!end || end.at > next.at + EARLY) return no('The earlier connection was still open.');
  if (end.inferred) return no('The page that asked is gone.');
  return next.via === 'eventsource'
    ? judgeEventSource(earlier, end, later)
    : judgeScript(earlier, end, later);
}

/** A reconnect of the browser's own (WHATWG HTML, 9.2.3). */
function judgeEventSource(earlier: Earlier, end: EndRecord, later: Later): JoinJudgement {
  if (earlier.refusal) return no('The browser does not reconnect after an answer it refused.');
  if (end.blocked) return no('The browser does not reconnect after an answer it blocked.');
  if (end.how === 'cancelled') return no('The page had closed the EventSource: this is a new one.');
  const delay = later.request.at - end.at;
  const due = earlier.retry ?? CHROMIUM_RETRY;
  const { lastEventId: sent } = later;
  const { lastEventId: committed, idIsKnown } = earlier;
  if (sent && sent === committed) {
    return yes('confirmed', `It sent the last event ID committed before, “${short(sent)}”.`);
  }
  if (sent === null && committed !== '' && idIsKnown) {
    return no(
      `A reconnect would have sent the last event ID “${short(committed)}”: this is a new EventSource.`,
    );
  }
  if (delay < due - EARLY)
    return no('It came sooner than the browser reconnects: this is a new EventSource.');
  if (delay > due + THROTTLED) return no('It came too long after the end.');
  if (sent && idIsKnown) {
    return yes(
      'uncertain',
      'Only a reconnect sends a Last-Event-ID, and the time fits; but the ID is another.',
    );
  }
  if (delay > due + LATE) {
    return yes(
      'uncertain',
      'It came later than due; a hidden tab’s timers are slow, but it may be a new one.',
    );
  }
  return yes('likely', 'It came when the browser’s reconnect was due.');
}

/** A reconnect by a program that reads the stream itself, through fetch or XHR. */
function judgeScript(earlier: Earlier, end: EndRecord, later: Later): JoinJudgement {
  const { request } = earlier;
  const next = later.request;
  if ((next.body ?? '') !== (request.body ?? '')) return no('It asks for something else: its body differs.');
  if (!samePlace(request, next)) return no('Another place in the program asked.');
  const { lastEventId: sent } = later;
  const { lastEventId: committed } = earlier;
  if (sent && sent === committed) {
    return yes('confirmed', `It sent the last event ID committed before, “${short(sent)}”.`);
  }
  if (end.how === 'cancelled') return no('The page had ended the earlier connection itself.');
  const delay = next.at - end.at;
  const max = Math.max(earlier.retry ?? 0, end.how === 'complete' ? AFTER_COMPLETE : AFTER_FAILURE) + LATE;
  if (delay > max) return no('It came too long after the end.');
  const why = 'The same place in the program asked again for the same, soon after the end';
  if (committed !== '' && earlier.idIsKnown) {
    return yes('uncertain', `${why}; but not with the last event ID.`);
  }
  // A prompt that is sent twice looks just like it.
  if (end.how === 'complete' && request.method !== 'GET') return yes('uncertain', `${why}.`);
  return yes('likely', `${why}.`);
}

/** Whether both were asked for at the same place of the program, as far as it is known. */
function samePlace(one: RequestRecord, other: RequestRecord): boolean {
  const [a, b] = [one.initiator, other.initiator];
  return !a || !b || (a.url === b.url && a.line === b.line && a.column === b.column);
}

function short(id: string): string {
  return id.length > 40 ? `${id.slice(0, 40)}…` : id;
}
