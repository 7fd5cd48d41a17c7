import { nameOfUrl } from '../../format/url-name.ts';
import { isLoss } from '../../tape/index.ts';
import type { ChannelSummary, Unseen } from '../model/stream.ts';
import { operationName } from './asked/operation.ts';
import type { ConnectionFacts } from './facts.ts';

/** What a summary says of a connection by its request and its response, whatever goes over it. */
export type CommonSummary = Pick<
  ChannelSummary,
  | 'kind'
  | 'id'
  | 'connections'
  | 'name'
  | 'url'
  | 'candidates'
  | 'method'
  | 'operation'
  | 'via'
  | 'context'
  | 'status'
  | 'openedAt'
  | 'openedBefore'
  | 'unseen'
  | 'answeredBy'
>;

/** @param id of the connection. */
export function commonSummary(id: string, facts: ConnectionFacts): CommonSummary {
  const { request, response, answeredBy } = facts;
  const unseen = unseenOf(facts);
  return {
    kind: 'stream',
    id,
    connections: 1,
    name: nameOfUrl(request?.url),
    url: request?.url ?? null,
    candidates: request?.candidates ?? [],
    method: request?.method ?? '',
    ...(request?.body !== undefined && { operation: operationName(request) }),
    via: request?.via ?? 'other',
    context: request?.context ?? { kind: 'unknown', id: '' },
    status: response?.status ?? null,
    openedAt: request?.at ?? 0,
    ...(request?.openBefore && { openedBefore: true }),
    ...(unseen && { unseen }),
    ...(answeredBy !== null && { answeredBy }),
  };
}

/** Why part of a connection is not known, though nothing was lost; null where all is, or where something was lost. */
export function unseenOf({ request, gaps, fidelity }: ConnectionFacts): Unseen | null {
  if (request?.openBefore) return 'opened-before';
  const isLess = fidelity.at(-1)?.level !== 'bytes' && fidelity.some(({ level }) => level === 'bytes');
  return isLess && gaps.some(({ chosen }) => chosen === 'record-off') ? 'record-off' : null;
}

/** What a recording answered gives no reason to warn of anything: it is none of the server's faults. */
export function withoutBlame(summary: ChannelSummary): ChannelSummary {
  return summary.answeredBy === undefined ? summary : { ...summary, warnings: [] };
}

/** Gaps that are listed one by one. */
const MAX_GAPS = 3;

/** A warning for each of the first gaps that lost something. */
export function gapWarnings({ gaps }: ConnectionFacts): string[] {
  const warnings: string[] = [];
  for (const gap of gaps) {
    if (isLoss(gap)) warnings.push(`Gap: ${gap.why}`);
    if (warnings.length === MAX_GAPS) break;
  }
  return warnings;
}
