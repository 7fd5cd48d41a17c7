import type { ConnectionTape } from '../../../tape/index.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import { failureOf } from '../../connection/failure.ts';
import { howEnded } from '../../connection/how-ended.ts';
import { inferredEndShort } from '../../connection/verdict.ts';
import { refusalOf } from './verdict.ts';

interface Ended {
  readonly facts: ConnectionFacts;
  readonly tape: ConnectionTape;
}

/** How a connection ended, in a few words; '' while it runs. @param tape holds its body. */
export function endedText({ facts, tape }: Ended): string {
  const { request, response, end } = facts;
  if (!end) return '';
  if (end.inferred) return inferredEndShort(end.inferred);
  if (end.blocked) return `blocked: ${end.blocked}`;
  if (response && response.status !== 200) return `HTTP ${response.status}`;
  if (request?.via === 'eventsource' && response && refusalOf(response)) return 'answer refused';
  const how = howEnded(facts, tape.chunks.total);
  const by = facts.answeredBy === null ? 'by the server' : 'with the recording';
  if (how === 'complete') return `ended ${by}`;
  if (how === 'undecided')
    return facts.answeredBy === null ? 'ended by the server or the page' : `ended ${by} or by the page`;
  if (how === 'cancelled' && !end.serviceWorker)
    return response ? 'closed by the page' : 'stopped before an answer';
  return failureOf(end).short;
}
