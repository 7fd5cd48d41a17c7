import { baseOf, type NameParts } from './list/name-parts.ts';

interface Props {
  readonly name: string;
  /** Of a name that may be too long; undefined for one that never is. */
  readonly parts: NameParts | undefined;
}

/** The name in its list. Where it is too long it is cut in its middle, but not what tells it from others: see {@link NameParts}. */
export function StreamName({ name, parts }: Props) {
  const base = baseOf(name);
  const number = name.slice(base.length);
  return (
    <>
      {parts === undefined ? <span class="name-text">{base}</span> : <Cut base={base} parts={parts} />}
      {number !== '' && <span class="name-number">{number}</span>}
    </>
  );
}

function Cut({ base, parts: { head, key, rest } }: { base: string; parts: NameParts }) {
  return (
    <>
      <span class="for-readers">{base}</span>
      <span class="name-text name-cut" aria-hidden="true">
        {head !== '' && (
          <span class={head.length > LONG ? 'name-around keeps-some' : 'name-around'}>{head}</span>
        )}
        <span class="name-key">{key}</span>
        {rest !== '' && (
          <span class={rest.length > LONG ? 'name-around keeps-some' : 'name-around'}>{rest}</span>
        )}
      </span>
    </>
  );
}

/** Letters from which on a part of a name keeps room for one or two of them. */
const LONG = 5;
