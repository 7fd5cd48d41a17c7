/** What the browser's report of an ending means. */
import type { Protocol } from 'devtools-protocol';
import type { EndRecord, Via } from '../../tape/index.ts';

/** As much of the answer as decides whether an EventSource accepts it. */
export interface Answer {
  readonly status: number;
  readonly mimeType: string;
}

/**
 * `Network.loadingFailed`. For an EventSource's refusal of an answer (not 200, wrong type) Chromium reports the same
 * canceled `net::ERR_ABORTED` as for `close()`: told apart by the answer, since a page cannot cancel before it and
 * an accepted answer is never refused later.
 */
export function howItFailed(
  event: Protocol.Network.LoadingFailedEvent,
  via: Via,
  answer: Answer | null,
): Pick<EndRecord, 'how' | 'error' | 'blocked'> {
  const refused =
    via === 'eventsource' &&
    answer !== null &&
    (answer.status !== 200 || answer.mimeType !== 'text/event-stream');
  const blocked = event.corsErrorStatus?.corsError ?? event.blockedReason;
  return {
    how: event.canceled && !refused && blocked === undefined ? 'cancelled' : 'failed',
    ...(event.errorText ? { error: event.errorText } : {}),
    ...(blocked === undefined ? {} : { blocked }),
  };
}
