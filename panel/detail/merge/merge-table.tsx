import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useRowHeight } from '../../shared/hooks/use-row-height.ts';
import { useTimes } from '../../shared/hooks/use-times.ts';
import { listMove } from '../../shared/parts/keyboard.ts';
import { useWindow } from '../../shared/scrolling/use-window.ts';
import type { BlockDetail } from '../../types.ts';
import { MergeRow } from './merge-row.tsx';

interface Props {
  readonly block: BlockDetail;
  /** The current line, from 0. */
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const HEADERS = ['Chunk', 'Time', 'Line', 'Effect'];
/** A block of no more lines is drawn whole, and its rows may be as tall as their texts; a longer one is windowed. */
const WRAPPED = 100;

/** One row a line. Arrow keys step through them. */
export function MergeTable({ block, step, onStep }: Props) {
  const rowHeight = useRowHeight();
  const times = useTimes();
  const count = block.lineCount;
  const window = useWindow({ count, rowHeight, header: rowHeight });
  const isWrapped = count <= WRAPPED;
  const { start, end } = isWrapped ? { start: 0, end: count } : window;
  const before = start > 0 ? block.lines(start - 1, start)[0] : undefined;
  const lines = block.lines(start, end);

  useLayoutEffect(() => {
    if (!isWrapped) window.reveal(step);
    else window.ref.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [step, window.page, window.width, isWrapped]);

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
      class={isWrapped ? 'grid merge-table is-wrapped' : 'grid merge-table'}
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
      <div role="rowgroup" class="grid-spacer" style={isWrapped ? {} : { height: `${window.spacer}px` }}>
        <div
          role="presentation"
          class="grid-window"
          style={isWrapped ? {} : { transform: `translateY(${window.top}px)` }}
        >
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
