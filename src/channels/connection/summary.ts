import { nameOfUrl } from '../../format/url-name.ts';
import type { ChannelSummary } from '../model/stream.ts';
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
>;

/** @param id of the connection. */
export function commonSummary(id: string, { request, response }: ConnectionFacts): CommonSummary {
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
  };
}

/** Gaps that are listed one by one. */
const MAX_GAPS = 3;

/** A warning for each of the first gaps. */
export function gapWarnings({ gaps }: ConnectionFacts): string[] {
  return gaps.slice(0, MAX_GAPS).map(({ why }) => `Gap: ${why}`);
}

/** A warning where what came before is not known. */
export function openBeforeWarnings({ request }: ConnectionFacts): string[] {
  return request?.openBefore ? ['It was open before capture began: what came before is not known.'] : [];
}
