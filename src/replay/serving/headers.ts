/** Recorded headers as they may be sent again: a tape may be damaged, or made to do harm. */
import { headerValues } from '../../format/headers.ts';
import { type Header, REPLAY_HEADER, type ResponseRecord } from '../../tape/index.ts';
import type { Head } from './recording.ts';

/** Those of one hop (RFC 9110, 7.6.1; RFC 9112) and those that described bytes on the wire: a tape has decoded bytes. */
const OF_THE_WIRE = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-encoding',
  'content-length',
]);

/** Those that change the browser beyond this answer: an old session's cookie must not come back. */
const OF_THE_BROWSER = new Set([
  'alt-svc',
  'clear-site-data',
  'nel',
  'report-to',
  'reporting-endpoints',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
]);

/** What is recorded of a replay is served as what it recorded. */
const OF_THE_REPLAY = REPLAY_HEADER[0].toLowerCase();

/** A token (RFC 9110, 5.6.2). */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Field content (RFC 9110, 5.5), as Latin-1: no control character, so that nothing can begin a line of its own. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export interface CleanHead {
  readonly head: Head;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The head of a recorded answer as it may be sent.
 * @param at milliseconds since the request left.
 */
export function cleanHead(response: ResponseRecord, at: number): CleanHead {
  const notes: string[] = [];
  const headers: Header[] = [];
  const named = connectionNames(response.headers);
  const dropped = new Set<string>();
  let isDamaged = false;
  for (const [name, value] of response.headers) {
    const lower = name.toLowerCase();
    // HTTP/2's pseudo headers are the status line (RFC 9113, 8.3.2).
    if (lower === OF_THE_REPLAY || lower.startsWith(':') || OF_THE_WIRE.has(lower) || named.has(lower))
      continue;
    if (OF_THE_BROWSER.has(lower)) dropped.add(lower);
    else if (NAME.test(name) && VALUE.test(value)) headers.push([name, value]);
    else isDamaged = true;
  }
  if (dropped.size > 0)
    notes.push(`Not sent again, since it would change the browser: ${[...dropped].join(', ')}.`);
  if (isDamaged) notes.push('A header that no server can send was left out.');
  const status = statusOf(response.status);
  if (status !== response.status)
    notes.push(`The recorded status ${response.status} cannot be sent; ${status} is.`);
  const statusText = VALUE.test(response.statusText) ? response.statusText : '';
  return { head: { at, status, statusText, headers }, notes };
}

/** Headers that `Connection` names are of the hop too. */
function connectionNames(headers: readonly Header[]): Set<string> {
  const values = headerValues(headers, 'connection');
  return new Set(values.flatMap((value) => value.split(',')).map((name) => name.trim().toLowerCase()));
}

/** 1xx is no final answer, and what is no number of three digits is none at all. */
function statusOf(status: number): number {
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : 502;
}
