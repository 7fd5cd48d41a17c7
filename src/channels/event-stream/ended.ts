import { shortFault } from '../connection/errors.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import { refusalOf } from './verdict.ts';

const INFERRED = {
  navigation: 'navigated away',
  reload: 'page reloaded',
  crash: 'page crashed',
  'target-gone': 'frame or worker gone',
  'capture-stopped': 'capture stopped',
} as const;

/** How a connection ended, in a few words; '' while it runs. */
export function endedText(facts: ConnectionFacts): string {
  const { request, response, end } = facts;
  if (!end) return '';
  if (end.inferred) return INFERRED[end.inferred];
  if (end.blocked) return `blocked: ${end.blocked}`;
  if (response && response.status !== 200) return `HTTP ${response.status}`;
  if (request?.via === 'eventsource' && response && refusalOf(response)) return 'answer refused';
  if (end.how === 'complete') return 'ended by the server';
  if (end.how === 'cancelled') return response ? 'closed by the page' : 'stopped before an answer';
  return shortFault(end.error);
}
