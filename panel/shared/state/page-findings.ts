import { type ReadonlySignal, signal } from '@preact/signals';
import type { Finding, PanelHost } from '../../types.ts';
import type { DrawClock } from './draw-scheduler.ts';

/** What was found on all streams, as of the latest look. */
export interface PageFindings {
  /** Grows when a look that took several frames found something else. */
  readonly version: ReadonlySignal<number>;
  /** Looks again where it is time; to be called when it is drawn. */
  look(): void;
  /** The findings of a channel, muted ones included. */
  of(channel: string): readonly Finding[];
  stop(): void;
}

/** Milliseconds of the thread that a look may take at once. */
const SLICE = 6;
/** Looks take at most about a twentieth of the thread: the next comes after so many times what the last one cost. */
const REST = 20;

const NONE: readonly Finding[] = [];

/** A look that is under way. */
interface Look {
  readonly ids: readonly string[];
  readonly found: Map<string, readonly Finding[]>;
  /** How many were looked at, and the milliseconds that took. */
  at: number;
  cost: number;
}

/**
 * Looks at the findings of all streams. Those of a thousand take 100 to 400 ms to read, and change with every byte that comes: a
 * few are looked at a frame, and when all were, there is a rest. A page of some dozen streams is looked at whole at every draw.
 */
export function createPageFindings(host: PanelHost, clock: DrawClock): PageFindings {
  const version = signal(0);
  let found: ReadonlyMap<string, readonly Finding[]> = new Map();
  let current: Look | null = null;
  /** Milliseconds that a stream took in the latest look. */
  let costOfOne = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let tape = '';
  let cancel: (() => void) | null = null;

  /** Looks at some. @returns whether all have been looked at. */
  function slice(look: Look): boolean {
    const begun = clock.now();
    let now = begun;
    while (look.at < look.ids.length && now - begun < SLICE) {
      const id = look.ids[look.at++] ?? '';
      look.found.set(id, host.findings.of(id));
      now = clock.now();
    }
    look.cost += now - begun;
    return look.at >= look.ids.length;
  }

  /** @returns whether something is not as it was. */
  function finish(look: Look): boolean {
    const before = found;
    found = look.found;
    current = null;
    costOfOne = look.cost / Math.max(1, look.ids.length);
    restsUntil = clock.now() + REST * look.cost;
    return before.size !== found.size || [...found].some(([id, each]) => before.get(id) !== each);
  }

  function frame(): void {
    cancel = null;
    if (!current) return;
    if (!slice(current)) cancel = clock.nextFrame(frame);
    else if (finish(current)) version.value++;
  }

  function begin(ids: readonly string[]): void {
    current = { ids, found: new Map(), at: 0, cost: 0 };
    if (slice(current)) finish(current);
    else cancel ??= clock.nextFrame(frame);
  }

  function forget(): void {
    tape = host.tapes.shown().id;
    found = new Map();
    current = null;
    restsUntil = Number.NEGATIVE_INFINITY;
  }

  return {
    version,
    look() {
      if (host.tapes.shown().id !== tape) forget();
      if (current) return;
      const ids = host.channels.list().flatMap((row) => (row.kind === 'stream' ? row.id : []));
      if (ids.length * costOfOne < SLICE || clock.now() >= restsUntil) begin(ids);
    },
    of: (channel) => found.get(channel) ?? current?.found.get(channel) ?? NONE,
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
