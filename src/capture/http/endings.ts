/** What the browser's report of an ending means. */
import type { Protocol } from 'devtools-protocol';
import type { EndRecord, Via } from '../../tape/index.ts';

/** As much of the answer as decides whether an EventSource accepts it. */
export interface ResponseHead {
  readonly status: number;
  readonly mimeType: string;
  readonly charset?: string;
}

/** How a connection ended, as the browser reported it. */
export type Ending = Pick<EndRecord, 'how' | 'error' | 'blocked' | 'blockedParameter'>;

/** What Chromium's EventSource reads. */
function isAccepted({ status, mimeType, charset = 'utf-8' }: ResponseHead): boolean {
  return status === 200 && mimeType === 'text/event-stream' && charset.toLowerCase() === 'utf-8';
}

/**
 * `Network.loadingFailed`. For an EventSource's refusal of an answer (not 200, wrong type, wrong charset) Chromium
 * reports the same canceled `net::ERR_ABORTED` as for `close()`: the response makes the difference.
 */
export function failureOf(
  event: Protocol.Network.LoadingFailedEvent,
  via: Via,
  answer: ResponseHead | null,
): Ending {
  const refused = via === 'eventsource' && answer !== null && !isAccepted(answer);
  const blocked = event.corsErrorStatus?.corsError ?? event.blockedReason;
  return {
    how: event.canceled && !refused && blocked === undefined ? 'cancelled' : 'failed',
    ...(event.errorText ? { error: event.errorText } : {}),
    ...(blocked === undefined ? {} : { blocked }),
    ...(event.corsErrorStatus?.failedParameter
      ? { blockedParameter: event.corsErrorStatus.failedParameter }
      : {}),
  };
}
