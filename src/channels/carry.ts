import type { TapeRecord } from '../tape/index.ts';
import type { Channels } from './channels.ts';
import type { ConnectionView } from './connection/view.ts';

/**
 * What a new tape must begin with so that the connections still open continue under it: their request and response as
 * they were, a gap that says why what came is gone, and of an event stream the bytes it takes to read on.
 */
export function* carryOver(channels: Channels, at: number, why: string): Generator<TapeRecord> {
  const wall = channels.tape.wall(at);
  if (!Number.isNaN(wall)) yield { kind: 'clock', at, wall };
  const open = [...channels.open()].sort((left, right) => openedAt(left) - openedAt(right));
  for (const connection of open) yield* connection.carryOver(at, why);
}

function openedAt({ facts }: ConnectionView): number {
  return facts.request?.at ?? 0;
}
