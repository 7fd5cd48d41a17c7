/** Two that are open together no longer than this are a hand-over from one to the next, milliseconds. */
const HAND_OVER = 1000;
/** Opened this close to each other, neither is there because the other had failed, milliseconds. */
const TOGETHER = 5000;
/** How long a browser may take to close a connection that is dead, milliseconds: the page may have given it up. */
const CLOSING = 65_000;
/** Connections that are compared; the rest is not counted. */
const MAX_COMPARED = 100;

/** A connection as others of its kind are compared with it. Times are those of the tape, milliseconds. */
export interface Opened {
  readonly id: string;
  readonly url: string;
  /** The place in the program that opened it, and its page or worker, in any form; null where it is not known. */
  readonly place: string | null;
  /** What tells apart two of one address and place, as far as it is known: subprotocols, what was sent first. */
  readonly subject: string;
  /** When it was open. */
  readonly from: number;
  /** Null while it is open. */
  readonly to: number | null;
  /** The last sign that it was in use; what closes at once when it is given up has none that is needed: Infinity. */
  readonly lastAt: number;
}

/** Connections that were open at the same time. */
export interface OpenAtOnce {
  /** Their ids, the one that was asked for among them. */
  readonly ids: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly isLasting: boolean;
}

/**
 * The most connections to one address that one place of the program had open at the same time as `one`; null where there was no
 * second. A connection that took over from another does not count, nor one that was opened because another was dead.
 * @param now tape time of the look, milliseconds.
 */
export function openAtOnce(one: Opened, all: Iterable<Opened>, now: number): OpenAtOnce | null {
  const alike: Opened[] = [];
  for (const other of all) {
    if (other.id !== one.id && isAlike(one, other)) alike.push(other);
    if (alike.length >= MAX_COMPARED) break;
  }
  let found: OpenAtOnce | null = null;
  for (const newest of [one, ...alike]) {
    const group = [one, ...alike].filter((other) => other === newest || areTogether(other, newest, now));
    if (group.length < 2 || !group.includes(one) || group.length <= (found?.ids.length ?? 1)) continue;
    found = {
      ids: group.map(({ id }) => id),
      from: newest.from,
      to: Math.min(...group.map(({ to }) => to ?? now)),
      isLasting: group.every(({ to }) => to === null),
    };
  }
  return found;
}

function isAlike(one: Opened, other: Opened): boolean {
  return (
    one.place !== null && one.place === other.place && one.url === other.url && one.subject === other.subject
  );
}

function areTogether(older: Opened, newer: Opened, now: number): boolean {
  if (older.from > newer.from) return false;
  const ms = Math.min(older.to ?? now, newer.to ?? now) - newer.from;
  if (ms < HAND_OVER) return false;
  const isInUse = older.lastAt >= newer.from + HAND_OVER;
  return isInUse || newer.from - older.from < TOGETHER || ms > CLOSING;
}
