/** Values as the host gives them, for unit tests: whole, and changed where a test needs it. */
import type { Cost, Delay, RequestGroup, Stream } from '../../types.ts';

/** A stream's summary for tests. */
export function someStream(change: Partial<Stream> = {}): Stream {
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

/** What a stream costs, for tests. */
export function someCost(change: Partial<Cost> = {}): Cost {
  return {
    messages: { received: 0, sent: 0 },
    requests: 1,
    tcpOpened: 1,
    tcpReused: 0,
    unknownReuse: 0,
    protocols: ['http/1.1'],
    requestHeaders: { bytes: 600, estimated: true },
    responseHeaders: { bytes: 250, estimated: false },
    frameHeaders: 0,
    unknownHeaders: 0,
    openedBefore: 0,
    body: { bytes: 0, estimated: false },
    empty: null,
    openedAt: 0,
    lastAt: null,
    ...change,
  };
}

/** How late messages were, for tests. */
export function someDelay(change: Partial<Extract<Delay, { kind: 'measured' }>> = {}): Delay {
  return {
    kind: 'measured',
    by: 'sent',
    form: 'ms',
    wholeSeconds: false,
    looked: 20,
    timed: 20,
    isSample: false,
    median: 4,
    p95: 9,
    worst: 12,
    negative: 0,
    ...change,
  };
}

/** A group of the grid Requests for tests. */
export function someGroup(change: Partial<RequestGroup> = {}): RequestGroup {
  return {
    id: 'requests x1',
    name: 'list',
    endpoint: 'GET https://example.test/list',
    method: 'GET',
    via: 'fetch',
    context: { kind: 'page', id: 'main' },
    requests: 2,
    questions: 1,
    label: 'again',
    why: 'Two requests.',
    failing: null,
    status: 200,
    firstAt: 0,
    lastAt: 100,
    choice: null,
    ...change,
  };
}
