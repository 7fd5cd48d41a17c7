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
  return {
    number: index + 1,
    connection: exchange.id,
    role,
    at: request.at,
    held: exchange.held,
    gap: next && overAt !== null ? Math.max(0, next.request.at - overAt) : null,
    redirects: exchange.redirects.map(({ status }) => status),
    status: response?.status ?? null,
    requestHeaderBytes,
    responseHeaderBytes,
    payloadBytes: tape.chunks.total,
    tcpReused: response?.reused ?? null,
    outcome,
    why,
  };
}
