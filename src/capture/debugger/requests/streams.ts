/** Which requests are event streams, and what asked for them. */
import type { Protocol } from 'devtools-protocol';
import { combinedHeader } from '../../../format/headers.ts';
import { EVENT_STREAM } from '../../../sse/index.ts';
import type { Via } from '../../../tape/index.ts';
import { headerList } from '../../http/headers.ts';

/**
 * Will be a stream if the server agrees: every request of an EventSource, whatever comes back, and what asks for
 * text/event-stream. Bytes must be asked for now: a stream may be over before its response is reported.
 */
export function asksForStream(event: Protocol.Network.RequestWillBeSentEvent): boolean {
  if (event.type === 'EventSource') return true;
  if (event.type === 'Document' || event.type === 'Preflight') return false;
  const accept = combinedHeader(headerList(event.request.headers), 'accept');
  return accept?.toLowerCase().includes(EVENT_STREAM) ?? false;
}

export function viaOf(type: Protocol.Network.ResourceType | undefined): Via {
  switch (type) {
    case 'EventSource':
      return 'eventsource';
    case 'Fetch':
      return 'fetch';
    case 'XHR':
      return 'xhr';
    case 'Ping':
      return 'beacon';
    case 'Script':
      return 'script';
    default:
      return 'other';
  }
}
