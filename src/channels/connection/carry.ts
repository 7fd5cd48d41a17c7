import type { TapeRecord } from '../../tape/index.ts';
import type { ConnectionFacts } from './facts.ts';

/** What is known of a connection so far, as a new tape must begin with it so that the connection continues there. */
export function* carryFacts(on: string, facts: ConnectionFacts): Generator<TapeRecord> {
  const { request, sent, redirects, answeredBy, response, fidelity } = facts;
  for (const fact of [request, sent, ...redirects]) if (fact) yield fact;
  if (answeredBy !== null) yield { kind: 'answered', at: request?.at ?? 0, on, by: answeredBy };
  for (const fact of [response, fidelity.at(-1)]) if (fact) yield fact;
  for (const [type, at] of facts.unheard) yield { kind: 'unheard', at, on, type };
  if (facts.suspendedAt !== null) yield { kind: 'suspend', at: facts.suspendedAt, on };
}
