import { errorText, networkError } from '../connection/errors.ts';
import { bad, good, inferredEnd, type Verdict } from '../connection/verdict.ts';
import { closeText, isGoodClose } from './close.ts';
import type { WebSocketState } from './state.ts';

/** Only this status opens a WebSocket (RFC 6455, 4.1). */
export const SWITCHING_PROTOCOLS = 101;

/** How a WebSocket ended, in a sentence. No browser reopens one on its own. */
export function webSocketVerdict({ facts, close, lastFrameAt }: WebSocketState): Verdict {
  const { request, response, end } = facts;
  if (facts.suspendedAt !== null) {
    return good('Suspended: its page was left, and may live on in the back/forward cache.');
  }
  if (response && response.status !== SWITCHING_PROTOCOLS) {
    return bad(
      `The handshake failed: HTTP ${response.status}; only status 101 opens a WebSocket. The page sees close code 1006.`,
    );
  }
  if (!end) {
    if (close) return good(`Closing: the ${whose(close)} has sent ${closeText(close)}.`);
    if (response || request?.openBefore) return good('Open.');
    return good('Connecting: the handshake has not been answered yet.');
  }
  if (end.inferred) return inferredEnd(end.inferred);
  if (close) {
    const text = `Closed by the ${whose(close)}: ${closeText(close)}.`;
    return isGoodClose(close) ? good(text) : bad(text);
  }
  if (end.how === 'failed') return bad(failedText(end.error, response !== null || lastFrameAt !== null));
  if (end.how === 'cancelled' || (!response && !request?.openBefore)) {
    return bad('Closed by the page before the handshake was answered.');
  }
  return good(CLOSED);
}

function whose({ direction }: NonNullable<WebSocketState['close']>): string {
  return direction === 'sent' ? 'page' : 'server';
}

const CLOSED =
  'Closed. Chromium reports neither the close code nor which side closed it; a connection that was cut looks the same.';

function failedText(error: string | undefined, wasOpen: boolean): string {
  const said = errorText(networkError(error));
  const never = wasOpen ? '' : ' The socket never opened.';
  return `${said}${never} The page sees close code 1006 (abnormal closure).`;
}
