import { plural } from '../../src/format/numbers.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import type { Picked } from '../shared/state/store.ts';
import { LineText } from './line-text.tsx';
import { useBlock } from './use-picked.ts';

/** More lines than this are better read in Merge, which draws only what is in view. */
const MAX_LINES = 500;

/** The lines of a block as they came. */
export function RawLines({ picked }: { picked: Picked }) {
  const block = useBlock(picked);
  if (!block) return <p class="hint">No bytes were captured for this row, only the message.</p>;
  const left = block.lineCount - MAX_LINES;
  return (
    <Scrollable class="long-text" label="Lines as they came">
      <pre>
        {block.lines(0, Math.min(MAX_LINES, block.lineCount)).map((line) => (
          <div key={line.number}>
            <LineText line={line} />
          </div>
        ))}
      </pre>
      {left > 0 && <p class="hint">{plural(left, 'more line')}: see Merge.</p>}
    </Scrollable>
  );
}
