/** How a recorded end is done again. */
import { type EndFacts, howEnded, WHY_UNDECIDED } from '../../channels/index.ts';
import type { Close } from './recording.ts';

/** Errors of Chromium that are the server's end without a reset (net_error_list.h). */
const CUT = new Set([
  'net::ERR_CONNECTION_CLOSED',
  'net::ERR_CONTENT_LENGTH_MISMATCH',
  'net::ERR_EMPTY_RESPONSE',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING',
  'net::ERR_RESPONSE_HEADERS_TRUNCATED',
]);

export interface Closing {
  readonly close: Close;
  readonly note?: string;
}

/**
 * @param facts what the tape says.
 * @param bytes of the body.
 * @param at when, in milliseconds since the request left.
 */
export function closingOf(facts: EndFacts, bytes: number, at: number): Closing {
  const { end } = facts;
  const how = howEnded(facts, bytes);
  // What the page ended, or an end that was not reported, is none of the server's.
  if (!end || how === 'cancelled' || end.inferred) return { close: { how: 'hold' } };
  if (how === 'complete') return { close: { how: 'end', at } };
  // A page that stops reading does so again; one that reads on waits for the end.
  if (how === 'undecided') {
    const note = `The server ended it, or the page stopped reading: ${WHY_UNDECIDED}. It is served as ended by the server.`;
    return { close: { how: 'end', at }, note };
  }
  if (end.blocked !== undefined) {
    const note = `The browser blocked this answer (${end.blocked}); the server left it open as far as is known.`;
    return { close: { how: 'hold' }, note };
  }
  if (end.error === 'net::ERR_CONNECTION_RESET') return { close: { how: 'reset', at } };
  if (end.error !== undefined && CUT.has(end.error)) return { close: { how: 'cut', at } };
  return {
    close: { how: 'reset', at },
    note: `It ended with ${end.error ?? 'an error'}, which is served as a reset of the connection.`,
  };
}
