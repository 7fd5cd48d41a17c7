/** Entries of DevTools' log as Chromium keeps them; times are milliseconds of the tape. */
import type { HarEntry, HarMessage } from '../log/har.ts';

const EPOCH = 1_700_000_000_000;

/** Seconds since the Unix epoch, as the log has them. */
export const logTime = (ms: number): number => (EPOCH + ms) / 1000;

export const message = (ms: number, data: string): HarMessage => ({
  time: logTime(ms),
  eventName: 'message',
  eventId: '',
  data,
});

/** An event stream that began at `ms`, with its messages so far. */
export function entry(
  ms: number,
  messages: HarMessage[],
  more: {
    url?: string;
    type?: string;
    error?: string;
    status?: number;
    initiator?: HarEntry['_initiator'];
  } = {},
): HarEntry {
  const { url = 'https://site.test/sse', type = 'eventsource', error = null, status = 200, initiator } = more;
  return {
    startedDateTime: new Date(EPOCH + ms).toISOString(),
    time: 100,
    timings: { blocked: 5, dns: -1, wait: 10 },
    request: { method: 'GET', url, headers: [] },
    response: {
      status,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'content-type', value: 'text/event-stream' }],
      content: { mimeType: 'text/event-stream' },
      _error: error,
    },
    _resourceType: type,
    ...(initiator !== undefined && { _initiator: initiator }),
    _eventSourceMessages: messages,
  };
}
