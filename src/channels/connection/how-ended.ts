import { combinedHeader, headerValue } from '../../format/headers.ts';
import type { EndRecord, GapRecord, RequestRecord, ResponseRecord } from '../../tape/index.ts';

/** How a connection ended, as far as the browser's report shows it. undecided: the server ended it, or the page stopped reading. */
export type HowEnded = EndRecord['how'] | 'undecided';

/** As much of a connection as its end is judged by. */
export interface EndFacts {
  readonly request: RequestRecord | null;
  readonly response: ResponseRecord | null;
  readonly end: EndRecord | null;
  /** Absent where they are not known apart from the bytes. */
  readonly gaps?: readonly GapRecord[];
}

/** Why an end is undecided, as a part of a sentence. */
export const WHY_UNDECIDED = 'Chromium reports both alike where Cache-Control says no-store';

/**
 * How a connection ended; null while it runs.
 *
 * Of a body by fetch that is not to be stored Chromium reports “cancelled” as well where the page read it to its end by a reader
 * (measured on Chromium 156). It is complete where all bytes came that Content-Length says.
 * @param bytes of the body, as the page got it.
 */
export function howEnded(facts: EndFacts, bytes: number): HowEnded | null {
  const { end } = facts;
  if (!end || !isReportedAlike(facts) || bytes === 0) return end?.how ?? null;
  const length = lengthOf(facts);
  if (length === null) return 'undecided';
  return bytes >= length ? 'complete' : 'cancelled';
}

/** Whether the browser reports the end of such a body, read to its end or not, as cancelled. */
function isReportedAlike({ request, response, end }: EndFacts): boolean {
  if (end?.how !== 'cancelled' || end.inferred || end.blocked || end.serviceWorker) return false;
  return request?.via === 'fetch' && response !== null && isNotStored(response);
}

/** Whether Cache-Control has the directive no-store (RFC 9111, 5.2.2.5); within quotes it is a name of something else. */
function isNotStored({ headers }: ResponseRecord): boolean {
  const directives = combinedHeader(headers, 'cache-control')?.replace(/"[^"]*"/g, '') ?? '';
  return /(^|,)\s*no-store\s*(=|,|$)/i.test(directives);
}

/** What Content-Length says of the bytes that the page gets; null where it says nothing of these. */
function lengthOf({ response, gaps = [] }: EndFacts): number | null {
  const headers = response?.headers ?? [];
  // Of a body that is compressed it counts other bytes, and where bytes are missing they were not all counted.
  if (headerValue(headers, 'content-encoding') !== null || gaps.length > 0) return null;
  const value = headerValue(headers, 'content-length');
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}
