import type { ConnectionFacts } from '../connection/facts.ts';
import { failureOf, hasFailed } from '../connection/failure.ts';
import { howEnded, WHY_UNDECIDED } from '../connection/how-ended.ts';
import {
  attributed,
  bad,
  blockedEnd,
  good,
  inferredEnd,
  PAGE_DECIDES,
  type Verdict,
} from '../connection/verdict.ts';

/** How an ordinary exchange ended: it is expected to end. @param bytes of its body. */
export function exchangeVerdict(facts: ConnectionFacts, bytes: number): Verdict {
  return attributed(facts, verdictOf(facts, bytes));
}

function verdictOf(facts: ConnectionFacts, bytes: number): Verdict {
  const { request, sent, response, end, suspendedAt } = facts;
  if (suspendedAt !== null) {
    return good('Suspended: its page was left, and may live on in the back/forward cache.');
  }
  if (!end) {
    if (response) return good('The answer is coming.');
    return good(
      sent || request?.openBefore
        ? 'Asked, and not answered yet.'
        : 'The request was not seen to leave the browser yet.',
    );
  }
  if (end.inferred) return inferredEnd(end.inferred);
  if (end.blocked) return bad(blockedEnd(end.blocked, end.blockedParameter));
  if (hasFailed(end)) return bad(`${failureOf(end).text}${PAGE_DECIDES}`);
  switch (howEnded(facts, bytes)) {
    case 'cancelled':
      return good('Stopped by the page.');
    case 'undecided':
      return good(
        `Over. Whether it is complete, or the page stopped reading it, is not known: ${WHY_UNDECIDED}.`,
      );
    default:
      return good('The answer is complete.');
  }
}
