import { count } from '../../src/format/numbers.ts';
import { useRowHeight } from '../shared/hooks/use-row-height.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';
import { isFailed, longName } from '../shared/text/stream-state.ts';
import type { ChannelListRow } from '../types.ts';
import { isWrong, type StreamFacts } from './list/filter.ts';

interface Props {
  readonly rows: readonly ChannelListRow[];
  /** How many rows lie before the lower edge of the list. */
  readonly seen: number;
  readonly facts: StreamFacts;
}

/** Says that streams have failed, or have errors among their findings, whose rows lie below what is seen of the list; leads to the first. */
export function FailingBelow({ rows, seen, facts }: Props) {
  const { select } = useStore();
  const rowHeight = useRowHeight();
  const below = rows.flatMap((row, index) =>
    index >= seen && row.kind === 'stream' && isWrong(row, facts) ? [{ row, index }] : [],
  );
  const [first] = below;
  if (!first) return null;
  const failing = below.filter(({ row }) => isFailed(row, facts.now)).length;
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
      <Icon name="error" /> {wrongText(failing, below.length - failing)} below
    </button>
  );
}

/** @param erring those that have not failed, and have errors among their findings. */
function wrongText(failing: number, erring: number): string {
  const errors = `${count(erring)} with errors`;
  if (failing === 0) return errors;
  return erring === 0 ? `${count(failing)} failing` : `${count(failing)} failing, ${errors}`;
}
