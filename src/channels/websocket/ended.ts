import { networkError, shortFault } from '../connection/errors.ts';
import { inferredEndShort } from '../connection/verdict.ts';
import type { WebSocketState } from './state.ts';
import { SWITCHING_PROTOCOLS } from './verdict.ts';

/** How a WebSocket ended, in a few words; '' while it runs. As far as the browser tells: it reports no close code. */
export function webSocketEnded({ facts, close }: WebSocketState): string {
  const { response, end, request } = facts;
  if (end?.inferred) return inferredEndShort(end.inferred);
  if (response && response.status !== SWITCHING_PROTOCOLS) return `refused: HTTP ${response.status}`;
  if (!end) return '';
  if (close) return close.code === null ? 'closed, no code' : `closed: ${close.code}`;
  if (end.how === 'failed') return shortFault(networkError(end.error));
  if (end.how === 'cancelled' || (!response && !request?.openBefore)) return 'closed by the page, unanswered';
  return 'closed';
}
