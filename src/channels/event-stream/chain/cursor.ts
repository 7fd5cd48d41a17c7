/**
 * The last event ID in the address: what a client that reads a stream by itself sends where it cannot set a header. Its name is
 * the client's own, so it is known by its value.
 */
import { isEventIdName } from '../../../tape/index.ts';
import { isCacheBuster } from '../../connection/asked/cache-buster.ts';

/** A parameter that shows the server how far the page has read. */
export interface AddressCursor {
  readonly name: string;
  readonly value: string;
  /** False where its name says nothing, and its value is so short that it may be equal by chance. */
  readonly isSure: boolean;
}

/** What a source had read when the parameter was sent. */
export interface Committed {
  /** The last event ID; '' where there was none. */
  readonly id: string;
  /** The one before the connection that ended began. */
  readonly idBefore: string;
}

/** Names that say what the parameter is for. */
const NAME = /cursor|since|after|resume|last|offset|seq|position|event[-_]?id/i;
/** A time in seconds or less, or a random fraction. */
const MADE_UP = /^(\d{9,}|0?\.\d+)$/;
/** Characters from which on no value is equal by chance. */
const LONG = 8;
/** Parameters of an address that are looked at. */
const MAX_PARAMS = 12;

/**
 * The parameter by which `later` says how far the source had read; null where it has none, or where the addresses differ in
 * anything else.
 */
export function cursorIn(earlier: string, later: string, { id, idBefore }: Committed): AddressCursor | null {
  // Nearly all: a source may have thousands of connections.
  if (!later.includes('?')) return null;
  const all = changedParams(earlier, later);
  // The same name may be there twice: a program added its own to one that was there.
  const changed = (id === '' ? undefined : all.find(({ value }) => value === id)) ?? all[0];
  if (!changed) return null;
  const { name, value, before } = changed;
  // One that stays the same says something only where there is an ID that it should be.
  if (before === value) return id === '' ? null : { name, value, isSure: true };
  if (isEventIdName(name)) return { name, value, isSure: true };
  if (id === '' || value !== id) return null;
  if (NAME.test(name) || value.length >= LONG) return { name, value, isSure: true };
  // A room’s number is as short as an ID: where it changes, it must have been the ID before as well.
  return before === null || before === idBefore ? { name, value, isSure: false } : null;
}

/** Keys under which a connection that is over may be continued at another address. */
export function keysOfEarlier(url: string): string[] {
  const address = addressOf(url);
  return address ? [keyOf(withoutBusters(address), null), ...keysWithout(address)] : [];
}

/** Those of a request that may continue it. */
export function keysOfLater(url: string): string[] {
  const address = addressOf(url);
  return address ? [keyOf(withoutBusters(address), null), ...keysWithout(address)] : [];
}

/** Whether two addresses differ in what each request is given against caches, such as the time, and in nothing else. */
export function differInBusters(earlier: string, later: string): boolean {
  const [from, to] = [addressOf(earlier), addressOf(later)];
  if (!from || !to || !keepsOnlyTimes(from, to)) return false;
  return keyOf(withoutBusters(from), null) === keyOf(withoutBusters(to), null);
}

/** Of a short number, such as `r=2`, the name alone does not say that it means nothing. */
function keepsOnlyTimes(from: Address, to: Address): boolean {
  const changed = to.params.filter(([name, value]) =>
    from.params.every((other) => other[0] !== name || other[1] !== value),
  );
  return (
    changed.length > 0 && changed.every(([name, value]) => isCacheBuster(name, value) && MADE_UP.test(value))
  );
}

type Param = readonly [name: string, value: string];

interface Address {
  /** With the origin. */
  readonly path: string;
  readonly params: readonly Param[];
}

interface Changed {
  readonly name: string;
  readonly value: string;
  /** Null where the earlier address has none of this name. */
  readonly before: string | null;
}

function keysWithout({ path, params }: Address): string[] {
  return params.map((param) =>
    keyOf(withoutBusters({ path, params: params.filter((each) => each !== param) }), null),
  );
}

/** The parameter in which `later` differs from `earlier`; where it differs in none, those whose name is that of an event ID. */
function changedParams(earlier: string, later: string): readonly Changed[] {
  const [from, to] = [addressOf(earlier), addressOf(later)];
  if (!from || !to || from.path !== to.path) return [];
  // A time that looks like a cache buster may be the ID.
  const found = changesOf(from, to);
  return found.length > 0 ? found : changesOf(withoutBusters(from), withoutBusters(to));
}

function changesOf(from: Address, to: Address): readonly Changed[] {
  const found: Changed[] = [];
  const whole = keyOf(from, null);
  for (const param of to.params) {
    const [name, value] = param;
    const rest = keyOf(to, param);
    if (rest === whole) {
      found.push({ name, value, before: null });
      continue;
    }
    const before = from.params.find((other) => other[0] === name && keyOf(from, other) === rest);
    if (before && (before[1] !== value || isEventIdName(name)))
      found.push({ name, value, before: before[1] });
  }
  return found;
}

/** The same for two addresses that differ in the parameter left out alone, or in the order of the others. */
function keyOf({ path, params }: Address, without: Param | null): string {
  const rest = params.filter((param) => param !== without).map((param) => JSON.stringify(param));
  return `${path}?${rest.sort().join('&')}`;
}

function withoutBusters({ path, params }: Address): Address {
  return { path, params: params.filter(([name, value]) => !isCacheBuster(name, value)) };
}

/** Null where it is none, or has more parameters than are looked at. */
function addressOf(url: string): Address | null {
  if (!URL.canParse(url)) return null;
  const { origin, pathname, searchParams } = new URL(url);
  const params: Param[] = [...searchParams];
  return params.length > MAX_PARAMS ? null : { path: origin + pathname, params };
}
