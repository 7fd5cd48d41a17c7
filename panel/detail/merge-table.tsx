import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useTimes } from '../events/use-times.ts';
import { listMove } from '../logic/keyboard.ts';
import { useWindow } from '../parts/use-window.ts';
import { useRowHeight } from '../state/use-row-height.ts';
import type { BlockDetail } from '../types.ts';
import { MergeRow } from './merge-row.tsx';

interface Props {
  readonly block: BlockDetail;
  /** The current line, from 0. */
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const HEADERS = ['Chunk', 'Time', 'Line', 'Effect'];

/** One row a line. Arrow keys step through them. */
export function MergeTable({ block, step, onStep }: Props) {
  const rowHeight = useRowHeight();
  const times = useTimes();
  const count = block.lineCount;
  const window = useWindow({ count, rowHeight, header: rowHeight });
  const { start, end } = window;
  const before = start > 0 ? block.lines(start - 1, start)[0] : undefined;
  const lines = block.lines(start, end);

  useLayoutEffect(() => window.reveal(step), [step, window.page]);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = listMove(event.key, step, count, window.page);
    if (to === null) return;
    event.preventDefault();
    onStep(to);
  }

  return (
    <div
      ref={window.ref}
      role="table"
      class="grid merge-table"
      aria-label="Merge"
      aria-rowcount={count}
      aria-describedby="merge-state"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the arrow keys step through it.
      tabIndex={0}
      onScroll={window.onScroll}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" class="grid-head">
        <div role="row" class="grid-row">
          {HEADERS.map((title) => (
            <div key={title} role="columnheader" class={title === 'Time' ? 'cell number' : 'cell'}>
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="grid-spacer" style={{ height: `${window.spacer}px` }}>
        <div role="presentation" class="grid-window" style={{ transform: `translateY(${window.top}px)` }}>
          {lines.map((line, i) => (
            <MergeRow
              key={line.number}
              line={line}
              previous={lines[i - 1] ?? before}
              times={times}
              isCurrent={line.number === step + 1}
              onPick={() => onStep(line.number - 1)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
