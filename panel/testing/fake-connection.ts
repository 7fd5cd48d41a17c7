import type { ConnectionDetail, Stream } from '../types.ts';

/** A connection's detail for tests, with something in every part of the view. */
export function fakeConnection(summary: Stream, change: Partial<ConnectionDetail> = {}): ConnectionDetail {
  return {
    summary,
    requestHeaders: [
      ['Accept', 'text/event-stream'],
      ['Cache-Control', 'no-cache'],
      ['Cookie', 'session=abc'],
    ],
    requestHeadersProvisional: false,
    requestHeaderBytes: { bytes: 412, estimated: true },
    requestBody: null,
    lastEventIdSent: null,
    redirects: [],
    response:
      summary.status === null
        ? null
        : {
            at: summary.openedAt + 12,
            status: summary.status,
            statusText: 'OK',
            headers: [
              ['Content-Type', 'text/event-stream'],
              ['Cache-Control', 'no-store'],
            ],
            headerBytes: { bytes: 180, estimated: false },
            mimeType: 'text/event-stream',
            protocol: 'http/1.1',
            reused: false,
            remoteAddress: '127.0.0.1:8080',
            fromServiceWorker: false,
          },
    initiator: null,
    initiatorNote: 'Chromium gives no script for an EventSource.',
    end: null,
    sentAt: summary.openedAt + 1,
    chunks: 3,
    decodedBytes: summary.bytes,
    wireBytes: summary.bytes + 300,
    retry: null,
    retryBefore: null,
    lastEventId: '',
    agreement: { agreed: summary.events, dispatched: summary.events, read: summary.events, differences: [] },
    fidelityStretches: [{ at: summary.openedAt, level: 'bytes', why: null }],
    gaps: [],
    listeners: null,
    webSocket: null,
    ...change,
  };
}
