import { useRef } from 'preact/hooks';
import type { ChannelListRow } from '../../types.ts';
import { baseOf, type NameParts, partsOfNames } from './name-parts.ts';

/** The parts of all names of a list. They are found again only when one of the names is another. */
export function useNameParts(rows: readonly ChannelListRow[]): (name: string) => NameParts | undefined {
  const kept = useRef<{ names: readonly string[]; parts: ReadonlyMap<string, NameParts> }>(NONE);
  const names = rows.flatMap((row) => (row.kind === 'stream' ? row.name : []));
  const before = kept.current.names;
  if (names.length !== before.length || names.some((name, i) => name !== before[i]))
    kept.current = { names, parts: partsOfNames(names.map(baseOf)) };
  const { parts } = kept.current;
  return (name) => parts.get(baseOf(name));
}

const NONE = { names: [], parts: new Map<string, NameParts>() };
