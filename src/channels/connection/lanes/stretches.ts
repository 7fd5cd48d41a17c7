import type { PlainRecord } from '../../../tape/index.ts';
import { BarKind } from '../../model/timeline.ts';
import type { ConnectionFacts } from '../facts.ts';

/** What a connection did from one time to another (tape time, milliseconds); Infinity where it continues. */
export interface Stretch {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
}

/**
 * The life of a connection, ascending and without overlap; a gap where an inferred end was taken back later.
 * @param records the connection's facts in order.
 * @param firstAt where no answer was reported: the time of the first thing that came.
 */
export function stretchesOf(
  { request, sent, response }: ConnectionFacts,
  records: readonly PlainRecord[],
  firstAt: number | null,
): Stretch[] {
  const stretches: Stretch[] = [];
  let kind: BarKind | null = null;
  let from = 0;
  /** From `at` on it does something else; null where it is over. */
  const turn = (at: number, next: BarKind | null): void => {
    const begin = Math.max(at, from);
    if (kind !== null && begin > from) stretches.push({ kind, from, to: begin });
    kind = next;
    from = begin;
  };

  turn(request?.at ?? 0, request?.openBefore ? BarKind.Open : BarKind.Waiting);
  const opened = response?.at ?? firstAt;
  if (!request?.openBefore) {
    if (sent || opened !== null) turn(sent?.at ?? from, BarKind.Connecting);
    if (opened !== null) turn(opened, BarKind.Open);
  }
  for (const record of records) {
    if (record.kind === 'suspend') turn(record.at, BarKind.Suspended);
    else if (record.kind === 'resume') turn(record.at, BarKind.Open);
    else if (record.kind === 'end') turn(record.at, null);
  }
  if (kind !== null) stretches.push({ kind, from, to: Number.POSITIVE_INFINITY });
  return stretches;
}
