import type { ClientRole, Cycle } from '../model/polls.ts';
import type { Exchange } from './exchange.ts';

/** One row of the cycle table. @param index 0-based. @param next the one after it for which messages wait, if there is one. */
export function cycleOf(
  exchange: Exchange,
  index: number,
  next: Exchange | undefined,
  role: ClientRole | null = null,
): Cycle {
  const { request, response, overAt, tape, requestHeaderBytes, responseHeaderBytes } = exchange;
  const { outcome, why } = exchange.judgeOutcome();
  const fromCache = response?.fromCache ?? null;
  return {
    number: index + 1,
    connection: exchange.id,
    role,
    at: request.at,
    held: fromCache ? null : exchange.held,
    gap: next && overAt !== null && !fromCache ? Math.max(0, next.request.at - overAt) : null,
    redirects: exchange.redirects.map(({ status }) => status),
    status: response?.status ?? null,
    requestHeaderBytes: fromCache ? null : requestHeaderBytes,
    responseHeaderBytes: fromCache ? null : responseHeaderBytes,
    payloadBytes: tape.chunks.total,
    tcpReused: fromCache ? null : (response?.reused ?? null),
    outcome,
    fromCache,
    why: fromCache ? `${why} From the browser’s cache: the server was not asked.` : why,
  };
}
