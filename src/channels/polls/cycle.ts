import type { Exchange } from './exchange.ts';
import type { Cycle } from './model.ts';

/** One row of the cycle table. @param index 0-based. */
export function cycleOf(exchange: Exchange, index: number, next: Exchange | undefined): Cycle {
  const { request, sent, response, overAt, tape } = exchange;
  const { outcome, why } = exchange.judged();
  return {
    number: index + 1,
    connection: exchange.id,
    at: request.at,
    held: exchange.held,
    gap: next && overAt !== null ? Math.max(0, next.request.at - overAt) : null,
    status: response?.status ?? null,
    requestHeaderBytes: sent?.headerBytes ?? null,
    responseHeaderBytes: response?.headerBytes ?? null,
    payloadBytes: tape.chunks.total,
    reused: response?.reused ?? null,
    outcome,
    why,
  };
}
