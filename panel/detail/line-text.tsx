import { VisibleSigns } from '../shared/parts/visible.tsx';
import type { MergeLine } from '../types.ts';

const ENDS = { LF: '␊', CR: '␍', CRLF: '␍␊', none: '' } as const;

/** A line of the stream with its field name coloured and its end visible. */
export function LineText({ line }: { line: MergeLine }) {
  const name = line.text.slice(0, line.nameLength);
  return (
    <>
      {name !== '' && <span class={`field field-${line.field}`}>{name}</span>}
      <span class={line.field === 'comment' ? 'comment-text' : undefined}>
        <VisibleSigns text={line.text.slice(line.nameLength)} />
      </span>
      <VisibleSigns text={ENDS[line.terminator]} />
    </>
  );
}
