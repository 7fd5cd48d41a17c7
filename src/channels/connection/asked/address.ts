import { isEventIdName, isSecretName, looksLikeToken } from '../../../tape/index.ts';
import { isCacheBuster } from './cache-buster.ts';
import { parsedUrl } from './parsed-url.ts';

/**
 * What a varying part of an address is for, by its looks. `subject`: what is asked for, such as a room’s number; `session`:
 * a conversation’s name, such as a UUID; `pass`: what is made anew for a request, such as a token, a ticket, a nonce, a
 * cursor.
 */
export type ParamRole = 'subject' | 'session' | 'pass';

/** A part of an address that may vary from request to request. */
export interface AddressParam {
  /** “segment 2” of the path, or a query parameter’s own name. */
  readonly name: string;
  readonly value: string;
  readonly role: ParamRole;
}

/** An address, taken apart so that two can be compared. */
export interface Address {
  /** Origin and path; `{}` stands for segments that may vary. */
  readonly template: string;
  /** Those segments, and the query, by their names. Several values of one name are one, with commas. */
  readonly params: ReadonlyMap<string, AddressParam>;
}

/** One of a query. Few ask for its role, which takes more than all else. */
class QueryParam implements AddressParam {
  readonly name: string;
  readonly value: string;
  readonly #last: string;

  /** @param last the last of its values. */
  constructor(name: string, value: string, last: string) {
    this.name = name;
    this.value = value;
    this.#last = last;
  }

  get role(): ParamRole {
    return roleOfParam(this.name, this.#last);
  }
}

/** SockJS makes up a server and a session for each connection: `/echo/417/k3x0a2bq/websocket`. */
const SOCKJS = /\/(\d{3})\/([a-z\d_]{8})\/[a-z_]+\/?$/;

/** @returns null for what is no URL. */
export function addressOf(url: string): Address | null {
  const parsed = parsedUrl(url);
  if (!parsed) return null;
  const { protocol, host, pathname, searchParams } = parsed;
  const params = new Map<string, AddressParam>();
  const made = SOCKJS.exec(pathname);
  const path = pathname.split('/').map((segment, index) => {
    if (PLAIN.test(segment)) return segment;
    const numbered = NUMBERED_FILE.exec(segment);
    if (numbered) {
      const [, before = '', number = '', after = ''] = numbered;
      params.set(`segment ${index}`, { name: `segment ${index}`, value: number, role: 'subject' });
      return `${before}{}${after}`;
    }
    const isMade = made !== null && (segment === made[1] || segment === made[2]);
    const role = isMade ? 'pass' : roleOfSegment(segment);
    if (role === null) return segment;
    const name = `segment ${index}`;
    params.set(name, { name, value: segment, role });
    return '{}';
  });
  for (const [name, value] of searchParams) {
    const before = params.get(name);
    const all = before ? `${before.value}, ${value}` : value;
    params.set(name, new QueryParam(name, all, value));
  }
  return { template: `${protocol}//${host}${path.join('/')}`, params };
}

/**
 * In which parameters two addresses of one template differ.
 * @returns pairs, with null for one that is not there.
 */
export function differingParams(
  one: Address,
  other: Address,
): (readonly [one: AddressParam | null, other: AddressParam | null])[] {
  const names = new Set([...one.params.keys(), ...other.params.keys()]);
  return [...names].flatMap((name) => {
    const [a, b] = [one.params.get(name) ?? null, other.params.get(name) ?? null];
    return a?.value === b?.value ? [] : [[a, b] as const];
  });
}

/** Names of what names a connection’s session, and of what is made up for each request. */
const SESSION_NAMES =
  /(?:^|[^a-z])(?:session|sess|sid|conn(?:ection)?[-_]?id)(?:[^a-z]|id|$)|sess(?:ion)?(?:id)?$/i;
const NONCE_NAMES = /(?:^|[^a-z])(?:nonce|uuid|guid|rand|random|rnd)(?:[^a-z]|$)/i;
/** How often a client has tried so far, as Phoenix LiveView and others say it. */
const COUNTER_NAMES = /attempt|retr(?:y|ies)|reconnect|(?:^|_)mounts$/i;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
/** Hexadecimal with both digits and letters, too long for a word. */
const LONG_HEX = /^(?=.*\d)(?=.*[a-f])[\da-f]{12,}$/i;
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

/** What a parameter of a query or body is for, by its name and value. */
export function roleOfParam(name: string, value: string): ParamRole {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1-$2');
  if (isEventIdName(name) || isCacheBuster(name, value) || NONCE_NAMES.test(words)) return 'pass';
  if (COUNTER_NAMES.test(name) && /^\d{1,6}$/.test(value)) return 'pass';
  if (SESSION_NAMES.test(words)) return 'session';
  if (isSecretName(name)) return 'pass';
  return roleOfToken(value) ?? 'subject';
}

/** A part of a film or a tile of a map: `live-7.m4s`, `5371.pbf`. */
const NUMBERED_FILE = /^((?:[a-z][a-z_]*[-_])?)(\d+)(\.[a-z]\w{1,4})$/i;

/** Most segments: letters only, as no program makes up. */
const PLAIN = /^[a-z_]*$/i;

/** Null for a segment that is part of the path itself. */
function roleOfSegment(segment: string): ParamRole | null {
  return /^\d+$/.test(segment) ? 'subject' : roleOfToken(segment);
}

/** Null for what does not look made up by a program. */
function roleOfToken(value: string): ParamRole | null {
  if (JWT.test(value)) return 'pass';
  return UUID.test(value) || LONG_HEX.test(value) || looksLikeToken(value) || isShuffled(value)
    ? 'session'
    : null;
}

/** Short and random: letters of both cases and digits that take turns, as a nanoid has them. */
function isShuffled(value: string): boolean {
  if (!/^[\w-]{10,}$/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)) return false;
  return (value.match(/\d[a-z]|[a-z]\d/gi)?.length ?? 0) >= 3;
}
