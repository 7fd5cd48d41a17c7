import { type EventStreamChain, sentId, sentIdAt } from '../../channels/index.ts';
import { type Known, partly, without } from './cause.ts';
import type { ChainOnlyNeed } from './need.ts';

/** What is known of the connections of one source together. Costs a look at each of them, and no more. */
export function chainKnowledge(chain: EventStreamChain): Readonly<Record<ChainOnlyNeed, Known>> {
  const { links } = chain;
  const reconnects = links.length - 1;
  if (reconnects === 0) {
    const none = without('no-reconnect');
    return { 'request-again': none, reconnect: none, 'sure-reconnect': none, 'last-event-id': none };
  }
  let likely = 0;
  let sure = 0;
  let told = 0;
  for (let index = 1; index <= reconnects; index++) {
    if (links[index]?.join?.certainty !== 'uncertain') likely++;
    if (isSureReconnect(chain, index)) sure++;
    if (isSentIdKnown(chain, index)) told++;
  }
  return {
    'request-again': null,
    reconnect: likely > 0 ? null : without('no-sure-reconnect'),
    'sure-reconnect': sure > 0 ? null : without('no-sure-reconnect'),
    'last-event-id':
      told === reconnects
        ? null
        : told > 0
          ? partly('last-event-id-unknown')
          : without('last-event-id-unknown'),
  };
}

/**
 * Whether connection `index` (from 0) continues the one before it, for certain. It may also be another source's; a new EventSource of the
 * page without the last event ID begins anew; and a program's request without an ID after a complete response may be its next request.
 */
export function isSureReconnect({ links }: EventStreamChain, index: number): boolean {
  const link = links[index];
  if (!link?.join || link.join.others > 0 || link.join.certainty === 'uncertain') return false;
  const { stream } = link.member;
  const { join, stateBefore } = link;
  if (join.certainty === 'by hand') return true;
  if (!join.byPage) {
    if (stream.facts.request?.via === 'eventsource') return true;
    if (links[index - 1]?.member.facts.end?.how !== 'complete') return true;
  }
  return stateBefore.lastEventId !== '' && sentIdAt(links, index) === stateBefore.lastEventId;
}

function isSentIdKnown({ links }: EventStreamChain, index: number): boolean {
  const stream = links[index]?.member.stream;
  return stream !== undefined && sentId(stream) !== undefined;
}
