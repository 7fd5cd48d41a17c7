import { delta } from '../../src/format/durations.ts';
import { count } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import type { Times } from '../shared/hooks/use-times.ts';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import type { RawRow } from '../types.ts';

interface Props {
  readonly index: number;
  readonly row: RawRow;
  readonly times: Times;
  readonly isActive: boolean;
  /** Part of the selected event. */
  readonly isMarked: boolean;
}

/** A chunk's border, or a line of its bytes. */
export function RawLine({ index, row, times, isActive, isMarked }: Props) {
  const kind = row.kind === 'chunk' ? 'chunk-row' : row.comment ? 'bytes-row is-comment' : 'bytes-row';
  return (
    <div
      role="row"
      id={`raw-${index}`}
      class={`grid-row ${kind}${isMarked ? ' is-marked' : ''}`}
      aria-rowindex={index + 1}
      aria-selected={isActive}
    >
      {row.kind === 'chunk' ? (
        <div role="gridcell" class="cell" aria-colspan={2} title={times.title(row.at)}>
          <b>Chunk {count(row.chunk)}</b> · {times.text(row)}
          {row.delta !== null && ` · ${delta(row.delta)}`} · {size(row.size)}
          {!row.kept && ' · only its length is known'}
        </div>
      ) : (
        <>
          <div role="gridcell" class="cell number quiet-text">
            {row.start}
          </div>
          <div role="gridcell" class="cell bytes-cell" title={row.text}>
            <Wire text={row.text} nameLength={row.nameLength} />
          </div>
        </>
      )}
    </div>
  );
}

/** Text with its field name coloured and its line ends visible. */
function Wire({ text, nameLength }: { text: string; nameLength: number }) {
  return (
    <>
      {nameLength > 0 && <span class="field">{text.slice(0, nameLength)}</span>}
      <VisibleSigns text={text.slice(nameLength)} />
    </>
  );
}
