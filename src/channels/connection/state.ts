import type { ConnectionState } from '../model/stream.ts';
import type { ConnectionFacts } from './facts.ts';

/**
 * The state of a connection by its own facts. That it waits for a TCP connection only its channel can say.
 * @param lastAt tape time of its last byte or frame, milliseconds; null before the first.
 * @param isGood whether it ended as it should, where it ended.
 */
export function connectionState(
  { request, response, end, suspendedAt }: ConnectionFacts,
  lastAt: number | null,
  isGood: boolean,
): ConnectionState {
  if (suspendedAt !== null) return { kind: 'suspended', since: suspendedAt };
  if (end?.inferred === 'capture-stopped') return { kind: 'unrecorded', since: end.at };
  if (end) return { kind: 'ended', at: end.at, good: isGood, inferred: end.inferred !== undefined };
  if (response || lastAt !== null || request?.openBefore) return { kind: 'open' };
  return { kind: 'connecting', since: request?.at ?? 0 };
}
