import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { listMove } from '../parts/keyboard.ts';
import { useHost } from '../state/context.ts';
import type { Column, Sort } from '../../types.ts';
import { type ColumnSettings, type PlacedColumn, withWidth } from '../../events/columns.ts';

interface Props {
  readonly columns: readonly PlacedColumn[];
  readonly sort: Sort;
  readonly onSort: (by: Column) => void;
  readonly onWidths: (columns: ColumnSettings) => void;
  readonly onMenu: (x: number, y: number) => void;
}

const HELP = 'Click to sort · drag the border or Shift+←/→ to resize · right-click to choose columns';
const STEP = 16;
const ACROSS = new Set(['Home', 'End']);

/** The headers of the Events grid. They are one stop for Tab; arrow keys move between them. */
export function HeaderCells({ columns, sort, onSort, onWidths, onMenu }: Props) {
  const settings = useHost().settings.current().columns;
  const current = useRef(0);
  const resize = (id: Column, width: number | null) => onWidths(withWidth(settings, id, width));

  function onKeyDown(event: TargetedKeyboardEvent<HTMLButtonElement>, index: number) {
    const column = columns[index];
    if (!column) return;
    const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect();
      onMenu(box.left, box.bottom);
    } else if (way !== 0 && event.shiftKey) {
      resize(column.id, column.shown + way * STEP);
    } else {
      const key = way === 0 ? event.key : way < 0 ? 'ArrowUp' : 'ArrowDown';
      const to = ACROSS.has(key) || way !== 0 ? listMove(key, index, columns.length, 1) : null;
      if (to === null) return;
      current.current = to;
      const row = event.currentTarget.closest('[role=row]');
      row?.querySelectorAll<HTMLElement>('.header-button')[to]?.focus();
    }
    event.preventDefault();
  }

  return (
    <>
      {columns.map((column, index) => (
        <div
          key={column.id}
          role="columnheader"
          class={`cell header-cell${column.isNumber ? ' number' : ''}`}
          aria-label={column.title}
          aria-sort={sort?.by === column.id ? (sort.descending ? 'descending' : 'ascending') : 'none'}
        >
          <button
            type="button"
            class="header-button"
            title={HELP}
            tabIndex={index === Math.min(current.current, columns.length - 1) ? 0 : -1}
            onClick={() => {
              current.current = index;
              onSort(column.id);
            }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onContextMenu={(event) => {
              event.preventDefault();
              onMenu(event.clientX, event.clientY);
            }}
          >
            {column.title}
          </button>
          <Handle width={column.shown} onWidth={(width) => resize(column.id, width)} />
        </div>
      ))}
    </>
  );
}

/** The border that is dragged; by keyboard the header itself resizes. */
function Handle({ width, onWidth }: { width: number; onWidth: (width: number | null) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);

  function onPointerDown(event: TargetedPointerEvent<HTMLSpanElement>) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
  }

  return (
    <span
      class="resize-handle"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (from.current) onWidth(from.current.width + event.clientX - from.current.x);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDblClick={() => onWidth(null)}
    />
  );
}
