/** What Chromium's sentences about a WebSocket's errors mean; it has no codes for them. */
import type { ResponseRecord } from '../../tape/index.ts';
import type { Ending } from './endings.ts';

/** Its words for a handshake response with another status than 101. */
const UNEXPECTED_STATUS = /Unexpected response code: (\d{3})/;
/** Its words for a response with one of these statuses, which it names no number for. */
const AUTHENTICATION: readonly (readonly [words: RegExp, status: number])[] = [
  [/Proxy authentication failed/i, 407],
  [/HTTP Authentication failed/i, 401],
];
/** Its words for what the page itself did. */
const CLOSED_EARLY = /closed before the connection is established/;

/** The response that only the error mentions: nothing but its status is known. Null where there was none. */
export function refusalOfError(error: string, at: number, on: string): ResponseRecord | null {
  const status =
    UNEXPECTED_STATUS.exec(error)?.[1] ?? AUTHENTICATION.find(([words]) => words.test(error))?.[1];
  if (status === undefined) return null;
  return { kind: 'response', at, on, status: Number(status), statusText: '', headers: [], mimeType: '' };
}

/** How a WebSocket ended. @param error the error text that came before it closed, or null. */
export function webSocketEndOf(error: string | null): Ending {
  if (error === null) return { how: 'complete' };
  return { how: CLOSED_EARLY.test(error) ? 'cancelled' : 'failed', error };
}
