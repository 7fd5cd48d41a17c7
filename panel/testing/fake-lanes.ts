import { BarKind, type Lane, TickKind } from '../../src/channels/index.ts';

/** A lane for the timeline to draw, in tape times; ticks are a kind and its times. */
export interface FakeLane {
  readonly bars: readonly (readonly [kind: BarKind, from: number, to: number])[];
  readonly ticks: readonly (readonly [kind: TickKind, times: readonly number[]])[];
  readonly gaps?: readonly number[];
  readonly busy?: readonly (readonly [from: number, to: number])[];
  /** What its end is told by; null while it goes on. */
  readonly end: { readonly good: boolean; readonly text: string } | null;
}

/** The lanes of a channel as the session would give them. */
export function fakeLanes(lanes: readonly FakeLane[]): Lane[] {
  return lanes.map(({ bars, ticks, gaps = [], busy = [], end }, number) => ({
    id: `${number + 1}`,
    label: `Connection ${number + 1}`,
    openedAt: bars[0]?.[1] ?? 0,
    endedAt: end && (bars.at(-1)?.[2] ?? 0),
    end: end && { ...end, inferred: false },
    gaps: gaps.map((at) => ({ at, why: 'Bytes were lost', bytes: 12 })),
    busy: busy.map(([from, to]) => ({ from, to })),
    bars: {
      count: bars.length,
      kind: (bar) => bars[bar]?.[0] ?? 0,
      from: (bar) => bars[bar]?.[1] ?? 0,
      to: (bar) => bars[bar]?.[2] ?? 0,
    },
    ticks: ticks.map(([kind, times]) => ({
      count: times.length,
      kinds: [kind],
      at: (tick) => times[tick] ?? 0,
      kind: () => kind,
    })),
  }));
}

const every = (ms: number, from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / ms)) }, (_, tick) => from + (tick + 0.5) * ms);

/** A source that reconnects: each connection lives for a second, the first waits, the second fails, the last goes on. */
export function reconnecting(count: number): FakeLane[] {
  return Array.from({ length: count }, (_, number) => {
    const from = number * 1200;
    const to = number === count - 1 ? Number.POSITIVE_INFINITY : from + 1000;
    const stop = Math.min(to, from + 1000);
    return {
      bars: [
        [number === 0 ? BarKind.Waiting : BarKind.Connecting, from, from + 150],
        [BarKind.Open, from + 150, to],
      ],
      ticks: [
        [TickKind.Chunk, every(90, from + 150, stop)],
        [TickKind.Event, every(180, from + 150, stop)],
        [TickKind.Comment, every(400, from + 150, stop)],
      ],
      gaps: number === 2 ? [from + 600] : [],
      end:
        to === Number.POSITIVE_INFINITY
          ? null
          : { good: number !== 1, text: number === 1 ? 'The connection was reset.' : 'The server ended it.' },
    };
  });
}

/** A poll loop: holds, and holes between them, on one line. */
export function polling(cycles: number): FakeLane[] {
  const holds = Array.from({ length: cycles }, (_, cycle) => cycle * 700);
  return [
    {
      bars: holds.map((from) => [BarKind.Hold, from, from + 550]),
      ticks: [[TickKind.Event, holds.map((from) => from + 550)]],
      end: null,
    },
  ];
}

/** A socket: frames both ways, one time in the back/forward cache. */
export function socket(): FakeLane[] {
  return [
    {
      bars: [
        [BarKind.Connecting, 0, 200],
        [BarKind.Open, 200, 4000],
        [BarKind.Suspended, 4000, 5000],
        [BarKind.Open, 5000, Number.POSITIVE_INFINITY],
      ],
      ticks: [
        [TickKind.Sent, every(330, 200, 4000)],
        [TickKind.Received, [...every(70, 200, 4000), ...every(90, 5000, 7000)]],
      ],
      end: null,
    },
  ];
}
