import type { Cost, Delay, Figures, FiguresView, Stream } from '../types.ts';

/** What a stream costs, for tests. */
export function fakeCost(change: Partial<Cost> = {}): Cost {
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
    body: { bytes: 0, estimated: false },
    empty: null,
    openedAt: 0,
    lastAt: null,
    ...change,
  };
}

/** How late messages were, for tests. */
export function fakeDelay(change: Partial<Extract<Delay, { kind: 'measured' }>> = {}): Delay {
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

/** Figures that follow from what the list says of each stream. @param find by id. */
export function fakeFiguresView(
  ids: readonly string[],
  find: (id: string) => { summary: Stream; figures?: Figures } | undefined,
): FiguresView {
  return {
    of(id) {
      const known = ids.includes(id) ? find(id) : undefined;
      if (!known) return null;
      const { events, bytes, openedAt, lastByteAt, connections } = known.summary;
      const cost = fakeCost({
        messages: { received: events, sent: 0 },
        requests: connections,
        body: { bytes, estimated: false },
        openedAt,
        lastAt: lastByteAt,
      });
      return known.figures ?? { cost, delay: { kind: 'none', why: 'no-time', looked: events } };
    },
    close() {},
  };
}
