import { duration } from '../../src/format/durations.ts';
import { plural } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { useStore } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import { typeText } from '../shared/text/row-text.ts';
import { useBlock } from './use-picked.ts';

/** Type, ID, time and origin of a row on one line, with the way to how it came to be. */
export function DataSummary({ picked }: { picked: Picked }) {
  const { detailTab } = useStore();
  const times = useTimes();
  const block = useBlock(picked);
  const { row } = picked;
  const facts = [
    row.direction,
    typeText(row),
    row.id === '' ? null : row.idInherited ? `ID ${row.id} (from an earlier event)` : `ID ${row.id}`,
    times.text(row),
    size(row.size),
  ].filter((fact) => fact !== null);
  return (
    <p class="data-summary">
      <span>{facts.join(' · ')}</span>
      {block && (
        <button
          type="button"
          class="link"
          onClick={() => {
            detailTab.value = 'merge';
          }}
        >
          {plural(block.lineCount, 'line')} in {plural(block.chunks, 'chunk')}, {duration(block.duration)}
        </button>
      )}
    </p>
  );
}
