import type { Cost } from '../types.ts';

/** Messages both ways. */
export function messagesOf({ messages }: Cost): number {
  return messages.received + messages.sent;
}

/** Milliseconds from the first request to the last byte. */
export function timeOf({ openedAt, lastAt }: Cost): number {
  return Math.max(0, (lastAt ?? openedAt) - openedAt);
}

/** Bytes of all headers, those of frames included. */
export function headersOf({ requestHeaders, responseHeaders, frameHeaders }: Cost): number {
  return requestHeaders.bytes + responseHeaders.bytes + frameHeaders;
}

/** Whether the size of no header is known, though there were some. */
export function areHeadersUnknown(cost: Cost): boolean {
  return cost.unknownHeaders > 0 && cost.requestHeaders.bytes + cost.responseHeaders.bytes === 0;
}

/** Whether a header’s size is computed or missing. */
export function headersEstimated(cost: Cost): boolean {
  const { requestHeaders, responseHeaders, frameHeaders, unknownHeaders } = cost;
  return requestHeaders.estimated || responseHeaders.estimated || frameHeaders > 0 || unknownHeaders > 0;
}

/** Whether the sum of all bytes is computed in part, or incomplete. */
export function isEstimated(cost: Cost): boolean {
  return headersEstimated(cost) || cost.body.estimated;
}

/** Headers and bodies over the messages; null without any. */
export function bytesAMessage(cost: Cost): number | null {
  const messages = messagesOf(cost);
  return messages === 0 || areHeadersUnknown(cost) ? null : (headersOf(cost) + cost.body.bytes) / messages;
}

/** The headers’ part of all bytes, 0 to 1; null where there are none. */
export function shareOf(cost: Cost): number | null {
  const all = headersOf(cost) + cost.body.bytes;
  return all === 0 || areHeadersUnknown(cost) ? null : headersOf(cost) / all;
}
