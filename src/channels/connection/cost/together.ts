/** The cost of one source over several kinds of requests. */
import type { ByteCount } from '../../../tape/index.ts';
import type { Cost } from '../../model/cost.ts';
import type { Summed } from './sums.ts';

/** What several took together; the protocols of the first ones first. */
export function costTogether(costs: readonly Cost[]): Summed & Pick<Cost, 'openedAt' | 'lastAt'> {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((total, cost) => total + of(cost), 0);
  const bytes = (of: (cost: Cost) => ByteCount): ByteCount => ({
    bytes: sum((cost) => of(cost).bytes),
    estimated: costs.some((cost) => of(cost).estimated),
  });
  const last = costs.flatMap(({ lastAt }) => lastAt ?? []);
  return {
    requests: sum(({ requests }) => requests),
    tcpOpened: sum(({ tcpOpened }) => tcpOpened),
    tcpReused: sum(({ tcpReused }) => tcpReused),
    unknownReuse: sum(({ unknownReuse }) => unknownReuse),
    protocols: [...new Set(costs.flatMap(({ protocols }) => protocols))],
    requestHeaders: bytes(({ requestHeaders }) => requestHeaders),
    responseHeaders: bytes(({ responseHeaders }) => responseHeaders),
    frameHeaders: sum(({ frameHeaders }) => frameHeaders),
    unknownHeaders: sum(({ unknownHeaders }) => unknownHeaders),
    openedBefore: sum(({ openedBefore }) => openedBefore),
    body: bytes(({ body }) => body),
    openedAt: Math.min(...costs.map(({ openedAt }) => openedAt)),
    lastAt: last.length === 0 ? null : Math.max(...last),
  };
}
