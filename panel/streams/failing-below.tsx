import { count } from '../../src/format/numbers.ts';
import { useRowHeight } from '../shared/hooks/use-row-height.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';
import { isFailed, longName } from '../shared/text/stream-state.ts';
import type { ChannelListRow } from '../types.ts';

interface Props {
  readonly rows: readonly ChannelListRow[];
  /** How many rows lie before the lower edge of the list. */
  readonly seen: number;
  readonly now: number;
}

/** Says that streams have failed whose rows lie below what is seen of the list, and leads to the first of them. */
export function FailingBelow({ rows, seen, now }: Props) {
  const { select } = useStore();
  const rowHeight = useRowHeight();
  const below = rows.flatMap((row, index) =>
    index >= seen && row.kind === 'stream' && isFailed(row, now) ? [{ row, index }] : [],
  );
  const [first] = below;
  if (!first) return null;
  return (
    <button
      type="button"
      class="failing-below"
      title={`Shows ${longName(first.row)}`}
      onClick={(event) => {
        // It may be selected already, and scrolled out of sight.
        const list = event.currentTarget.parentElement?.querySelector('.streams-grid');
        select(first.row.id);
        list?.scrollTo({ top: (first.index - 1) * rowHeight });
      }}
    >
      <Icon name="error" /> {count(below.length)} failing below
    </button>
  );
}
