import type { PollLoop } from '../../channels/index.ts';
import { type Known, type Missing, partly, without } from './cause.ts';
import type { PollNeed } from './need.ts';

/** Responses that make a habit: a loop that has just begun shows nothing yet. */
export const ENOUGH_CYCLES = 10;

/** What is known of a poll loop; from sums, however long it is. */
export function pollKnowledge(loop: PollLoop): Readonly<Record<PollNeed, Known>> {
  const { outcomes, requestHeaderBytes, tcpOpened, tcpReused } = loop.overview();
  const noExchange = loop.endedCount === 0 ? without('no-exchange') : null;
  const noResponse = noExchange ?? (loop.responses.count === 0 ? without('no-response') : null);
  const isHabit = outcomes.data + outcomes.empty >= ENOUGH_CYCLES;
  return {
    exchanges: noExchange,
    outcomes: noExchange ?? (outcomes.error > 0 ? null : noResponse),
    responses: noResponse,
    habit: noResponse ?? (isHabit ? null : without('few-responses')),
    bodies: noResponse ?? bodiesMissing(loop),
    'header-sizes': noResponse ?? (requestHeaderBytes.bytes === 0 ? without('header-sizes-unknown') : null),
    'tcp-connections':
      noResponse ?? (tcpOpened + tcpReused === 0 ? without('tcp-connections-unknown') : null),
  };
}

function bodiesMissing({ responses: { count, kept } }: PollLoop): Missing | null {
  if (kept === count) return null;
  return kept === 0 ? without('bodies-not-kept') : partly('bodies-not-kept');
}
