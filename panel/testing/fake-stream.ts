import type { Stream } from '../types.ts';

/** A stream's summary for tests. */
export function fakeStream(change: Partial<Stream> = {}): Stream {
  return {
    kind: 'stream',
    id: 's1',
    transport: 'sse',
    connections: 1,
    name: 'sse',
    url: 'https://example.test/sse',
    candidates: [],
    method: 'GET',
    via: 'eventsource',
    context: { kind: 'page', id: 'f1' },
    state: { kind: 'open' },
    status: 200,
    verdict: 'Open: bytes arrive as the server sends them.',
    fidelity: 'bytes',
    events: 0,
    comments: 0,
    discarded: 0,
    bytes: 0,
    openedAt: 0,
    lastByteAt: null,
    warnings: [],
    ...change,
  };
}
