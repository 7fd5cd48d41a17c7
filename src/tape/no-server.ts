/** What no server sent: by a recording, or by hand. */
import { headerValue } from '../format/headers.ts';
import type { AnsweredBy, InjectedRecord, TapeRecord } from './records.ts';

/** The header by which the replay server says that it is none of the real ones. Its value is the version of what it means. */
export const REPLAY_HEADER = ['Streamscope-Replay', '1'] as const;

/**
 * Whether a record says that a recording answered its connection, and what gave it to the page; null where it does not. A page may also ask the
 * replay server by itself: then the header of the response alone shows it.
 */
export function answeredBy(record: TapeRecord): AnsweredBy | null {
  if (record.kind === 'answered') return record.by;
  if (record.kind !== 'response') return null;
  return headerValue(record.headers, REPLAY_HEADER[0]) === null ? null : 'replay-server';
}

/** Names what was sent to objects of one address that have no connection on the tape. */
export function injectedId({ to, url }: Pick<InjectedRecord, 'to' | 'url'>): string {
  return `injected:${to}:${url}`;
}
