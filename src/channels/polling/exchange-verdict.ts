import type { ConnectionFacts } from '../connection/facts.ts';
import { failureOf, hasFailed } from '../connection/failure.ts';
import { bad, blockedEnd, good, inferredEnd, PAGE_DECIDES, type Verdict } from '../connection/verdict.ts';

/** How an ordinary exchange ended: it is expected to end. */
export function exchangeVerdict({ request, sent, response, end, suspendedAt }: ConnectionFacts): Verdict {
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
  return good(end.how === 'cancelled' ? 'Stopped by the page.' : 'The answer is complete.');
}
