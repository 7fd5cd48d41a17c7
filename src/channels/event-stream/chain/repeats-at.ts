import type { EventStreamLink } from './reconnect-state.ts';
import {
  compare,
  headOf,
  MAX_CONNECTIONS_BACK,
  MAX_EVENTS_COMPARED,
  type Repeats,
  type Tail,
  tailOf,
} from './repeats.ts';

interface CachedRepeats {
  /** What came before the cut, while it is wanted. */
  readonly tail: Tail | null;
  /** Rows of the connection looked at. */
  readonly rows: number;
  readonly isFinal: boolean;
  readonly repeats: Repeats;
}

/** What came before a cut changes no more, and after it only the first events count. */
const cache = new WeakMap<EventStreamLink, CachedRepeats>();

/**
 * What came on connection number `index` (from 0) of a chain, against what had come before it.
 * @throws RangeError where there is no such connection.
 */
export function repeatsAt(links: readonly EventStreamLink[], index: number): Repeats {
  const link = links[index];
  if (!link) throw new RangeError(`connection ${index} of ${links.length}`);
  const { rows, facts } = link.member.stream;
  const last = cache.get(link);
  if (last && (last.isFinal || last.rows === rows.count)) return last.repeats;
  // A known client's server sends nothing twice, but each session begins alike.
  const before = link.member.client ? [] : links.slice(Math.max(0, index - MAX_CONNECTIONS_BACK), index);
  const tail = last?.tail ?? tailOf(before.map(({ member }) => member.stream));
  const head = headOf(link.member.stream);
  const repeats = compare(tail, head);
  const isFinal = head.length === MAX_EVENTS_COMPARED;
  cache.set(link, { tail: isFinal || facts.end ? null : tail, rows: rows.count, isFinal, repeats });
  return repeats;
}
