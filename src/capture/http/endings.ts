/** What the browser's report of an ending means. */
import type { Protocol } from 'devtools-protocol';
import { type ResponseHead, refusalBy } from '../../sse/index.ts';
import type { EndRecord, Via } from '../../tape/index.ts';

/** How a connection ended, as the browser reported it. */
export type Ending = Pick<EndRecord, 'how' | 'error' | 'blocked' | 'blockedParameter' | 'serviceWorker'>;

/**
 * `Network.loadingFailed`. For an EventSource's refusal of a response (not 200, wrong type, wrong charset) Chromium
 * reports the same canceled `net::ERR_ABORTED` as for `close()`: the response makes the difference.
 */
export function failureOf(
  event: Protocol.Network.LoadingFailedEvent,
  via: Via,
  answer: ResponseHead | null,
): Ending {
  const refused = via === 'eventsource' && answer !== null && refusalBy(answer) !== null;
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
