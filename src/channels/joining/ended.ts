import type { StreamFacts } from '../facts.ts';
import { refusalOf } from '../verdict.ts';

const ERRORS: Readonly<Record<string, string>> = {
  'net::ERR_CONNECTION_REFUSED': 'connection refused',
  'net::ERR_CONNECTION_RESET': 'reset',
  'net::ERR_CONNECTION_CLOSED': 'closed without an answer',
  'net::ERR_EMPTY_RESPONSE': 'closed without an answer',
  'net::ERR_CONTENT_LENGTH_MISMATCH': 'cut short',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': 'cut short',
  'net::ERR_HTTP2_PROTOCOL_ERROR': 'stream reset',
  'net::ERR_INTERNET_DISCONNECTED': 'no network',
  'net::ERR_NETWORK_CHANGED': 'network changed',
  'net::ERR_NAME_NOT_RESOLVED': 'host not found',
  'net::ERR_TIMED_OUT': 'timed out',
};

const INFERRED = {
  navigation: 'navigated away',
  reload: 'page reloaded',
  crash: 'page crashed',
  'target-gone': 'frame or worker gone',
  'capture-stopped': 'capture stopped',
} as const;

/** How a connection ended, in a few words; '' while it runs. */
export function endedText(facts: StreamFacts): string {
  const { request, response, end } = facts;
  if (!end) return '';
  if (end.inferred) return INFERRED[end.inferred];
  if (end.blocked) return `blocked: ${end.blocked}`;
  if (response && response.status !== 200) return `HTTP ${response.status}`;
  if (request?.via === 'eventsource' && response && refusalOf(response)) return 'answer refused';
  if (end.how === 'complete') return 'ended by the server';
  if (end.how === 'cancelled') return response ? 'closed by the page' : 'stopped before an answer';
  return (end.error && (ERRORS[end.error] ?? end.error)) || 'failed';
}
