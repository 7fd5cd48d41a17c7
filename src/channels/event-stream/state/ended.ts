import type { ConnectionFacts } from '../../connection/facts.ts';
import { failureOf } from '../../connection/failure.ts';
import { inferredEndShort } from '../../connection/verdict.ts';
import { refusalOf } from './verdict.ts';

/** How a connection ended, in a few words; '' while it runs. */
export function endedText(facts: ConnectionFacts): string {
  const { request, response, end } = facts;
  if (!end) return '';
  if (end.inferred) return inferredEndShort(end.inferred);
  if (end.blocked) return `blocked: ${end.blocked}`;
  if (response && response.status !== 200) return `HTTP ${response.status}`;
  if (request?.via === 'eventsource' && response && refusalOf(response)) return 'answer refused';
  if (end.how === 'complete') return 'ended by the server';
  if (end.how === 'cancelled' && !end.serviceWorker)
    return response ? 'closed by the page' : 'stopped before an answer';
  return failureOf(end).short;
}
