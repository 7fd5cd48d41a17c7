/**
 * Why a parameter has another value in the next request of a loop, by its values; docs/polling.md has it in words. A change
 * that none of these explains makes the request another question.
 */
import { roleOfParam } from '../../connection/asked/address.ts';
import { isCacheBusterName } from '../../connection/asked/cache-buster.ts';
import { HEADER_PREFIX, WHOLE_BODY } from './question.ts';

/**
 * answered: the value stood in the answer before; risen: it is later or larger than it was; made: it is made anew each time, and
 * carries nothing; session: it names a conversation, and a new one has begun; header: a header may hold any of these.
 */
export type ParamChange = 'answered' | 'risen' | 'made' | 'session' | 'header';

/** What is known when a request is compared with the one before it. */
export interface ChangeFacts {
  /** Whether a text stands in one of the latest answers, or in their headers. It may be slow. */
  readonly isAnswered: (value: string) => boolean;
  /** Whether every request before had its answer when this one began: a cursor comes from an answer. */
  readonly isFree: boolean;
  /** How this parameter has changed from request to request; null where it has not, or not often. */
  readonly usual: ParamChange | null;
}

/** A shorter value is not made up for one request. */
const MIN_MADE = 6;

/** @returns null for a change that makes it another question. @param before undefined where it was not there; and so `after`. */
export function changeOf(
  name: string,
  before: string | undefined,
  after: string | undefined,
  facts: ChangeFacts,
): ParamChange | null {
  if (name.startsWith(HEADER_PREFIX)) return 'header';
  if (name === WHOLE_BODY) return null;
  // What has changed so for long may begin anew: a server that restarted counts from nought again.
  if (facts.usual) return facts.usual;
  const seen = changeByLooks(name, before, after, facts.isFree);
  if (seen === 'made' || seen === 'session' || after === undefined) return seen;
  return facts.isAnswered(after) ? 'answered' : seen;
}

function changeByLooks(
  name: string,
  before: string | undefined,
  after: string | undefined,
  isFree: boolean,
): ParamChange | null {
  const isSegment = name.startsWith('segment ');
  if (before === undefined || after === undefined) {
    return isFree && !isSegment && mayAppear(before ?? after ?? '') ? 'risen' : null;
  }
  if (isTime(before) && isTime(after) && isRisen(before, after)) return 'risen';
  const ownName = name.replace(/^(query parameter|body field) /, '');
  // By its name only: what looks made up by a program may be a document's.
  const role = roleOfParam(ownName, '');
  if (role === 'session') return isFree ? 'session' : null;
  if (role === 'pass') return 'made';
  if (!isSegment && isFree && (isRisen(before, after) || NAMES_A_CURSOR.test(ownName))) return 'risen';
  if (isCacheBusterName(ownName) && before.length === after.length && /^[\w.~-]{5,}$/.test(after))
    return 'made';
  return !isSegment && !NAMES_A_SUBJECT.test(ownName) && isMade(before, after) ? 'made' : null;
}

/** A first request has no cursor yet, and a poller begins anew without one. */
function mayAppear(value: string): boolean {
  return isTime(value) || partsOf(value) !== null || isMade(value, value);
}

/** Says where to continue. Its value may be opaque, and stands in a part of the answer that was not kept. */
const NAMES_A_CURSOR =
  /(?:^|[._-])(?:cursor|since|after|from|offset|seq|sequence|marker|next|continuation|position|version|rev|etag|last[._-]?\w*)$|(?:Cursor|Since|After|Token|Seq|Version|Marker|Position)$/;

/** What is asked for by a name that a program made up: not another value of the same question. */
const NAMES_A_SUBJECT =
  /(?:^|[._-])(?:id|ids|key|hash|uuid|guid|file|path|q|query|search|name|slug)$|[a-z](?:Id|Key|Hash|File|Path)$/;

/** Whether a value is later or larger: numbers, numbers joined by a dash or a dot (Redis streams), and times. */
function isRisen(before: string, after: string): boolean {
  const [a, b] = [partsOf(before), partsOf(after)];
  if (!a || a.length !== b?.length) return false;
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}

function partsOf(value: string): number[] | null {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    const at = Date.parse(value);
    return Number.isNaN(at) ? null : [at];
  }
  return /^\d+(?:[-.:]\d+)*$/.test(value) ? value.split(/[-.:]/).map(Number) : null;
}

/** A time of day in seconds or milliseconds since 1970, or as ISO 8601 has it: it rises without an answer. */
function isTime(value: string): boolean {
  return /^1\d{9}(?:\.\d+)?$|^1\d{12}$|^\d{4}-\d\d-\d\dT/.test(value);
}

/** Whether two values look made up by a program for one request each: equally long, and no words. */
function isMade(before: string, after: string): boolean {
  if (!looksMade(before) || !looksMade(after)) return false;
  return Math.abs(before.length - after.length) <= 2;
}

function looksMade(value: string): boolean {
  if (value.length < MIN_MADE || !/^[\w.~-]+$/.test(value)) return false;
  if (/^0\.\d+$/.test(value) || /^\d{8,}$/.test(value)) return true;
  return (
    /[a-z]/i.test(value) &&
    (/\d/.test(value) || /[a-z][A-Z]/.test(value)) &&
    !/^[a-z]+[-_]?\d{1,3}$/i.test(value)
  );
}
