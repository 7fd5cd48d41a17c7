import type { Chain } from './chain.ts';
import type { Link } from './link.ts';
import { compare, headOf, LOOKED_AT, MOST_BACK, type Repeats, type Seen, tailOf } from './repeats.ts';

interface Known {
  /** What came before the cut, while it is wanted. */
  readonly tail: readonly Seen[] | null;
  /** Rows of the connection looked at. */
  readonly rows: number;
  readonly isFinal: boolean;
  readonly repeats: Repeats;
}

/** What came before a cut changes no more, and after it only the first events count. */
const known = new WeakMap<Link, Known>();

/**
 * What came on connection number `index` (from 0) of a chain, against what had come before it.
 * @throws RangeError where there is no such connection.
 */
export function repeatsAt(chain: Chain, index: number): Repeats {
  const link = chain.links[index];
  if (!link) throw new RangeError(`connection ${index} of ${chain.links.length}`);
  const { rows, facts } = link.stream;
  const last = known.get(link);
  if (last && (last.isFinal || last.rows === rows.count)) return last.repeats;
  const tail =
    last?.tail ??
    tailOf(chain.links.slice(Math.max(0, index - MOST_BACK), index).map(({ stream }) => stream));
  const head = headOf(link.stream);
  const repeats = compare(tail, head);
  const isFinal = head.length === LOOKED_AT;
  known.set(link, { tail: isFinal || facts.end ? null : tail, rows: rows.count, isFinal, repeats });
  return repeats;
}
