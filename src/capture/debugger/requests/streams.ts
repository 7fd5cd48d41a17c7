/** Which requests are event streams, and what asked for them. */
import type { Protocol } from 'devtools-protocol';
import { combinedHeader } from '../../../format/headers.ts';
import type { Header, Initiator, Via } from '../../../tape/index.ts';
import { contentType, headerList } from '../../http/headers.ts';

const EVENT_STREAM = 'text/event-stream';

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

export function isEventStream(headers: readonly Header[]): boolean {
  return contentType(headers).mimeType === EVENT_STREAM;
}

export function viaOf(type: Protocol.Network.ResourceType | undefined): Via {
  switch (type) {
    case 'EventSource':
      return 'eventsource';
    case 'Fetch':
      return 'fetch';
    case 'XHR':
      return 'xhr';
    default:
      return 'other';
  }
}

/** The first place in a script on the stack, or on the stack of what scheduled it. The protocol counts from 0. */
export function initiatorOf(initiator: Protocol.Network.Initiator): Initiator | undefined {
  for (let stack = initiator.stack; stack; stack = stack.parent) {
    const frame = stack.callFrames.find((candidate) => candidate.url !== '');
    if (frame) {
      return {
        url: frame.url,
        line: frame.lineNumber + 1,
        column: frame.columnNumber + 1,
        functionName: frame.functionName,
      };
    }
  }
  return undefined;
}
