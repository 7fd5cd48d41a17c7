import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { listMove } from '../parts/keyboard.ts';
import type { ColumnSort, HeaderColumn } from './columns.ts';

interface Props<Id extends string> {
  readonly columns: readonly HeaderColumn<Id>[];
  readonly sort: ColumnSort<Id>;
  readonly onSort: (by: Id) => void;
  /** Called with a width that the user set, null to give it back to the layout; absent where columns cannot be resized. */
  readonly onWidth?: (id: Id, width: number | null) => void;
  readonly onMenu: (x: number, y: number) => void;
  /** A column whose title is for readers alone: it is as narrow as a sign. */
  readonly narrow?: Id;
}

const HELP = 'Click to sort · right-click to choose columns';
const RESIZE_HELP = 'Click to sort · drag the border or Shift+←/→ to resize · right-click to choose columns';
const STEP = 16;
const ACROSS = new Set(['Home', 'End']);

/** The headers of a grid. They are one stop for Tab; arrow keys move between those that have room. */
export function HeaderCells<Id extends string>(props: Props<Id>) {
  const { columns, sort, onSort, onWidth, onMenu, narrow } = props;
  const current = useRef<Id | null>(null);
  const withRoom = columns.filter(({ shown }) => shown > 0);
  const stop = withRoom.find(({ id }) => id === current.current) ?? withRoom[0];

  function onKeyDown(event: TargetedKeyboardEvent<HTMLButtonElement>, column: HeaderColumn<Id>) {
    const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect();
      onMenu(box.left, box.bottom);
    } else if (way !== 0 && event.shiftKey) {
      onWidth?.(column.id, column.shown + way * STEP);
    } else {
      const key = way === 0 ? event.key : way < 0 ? 'ArrowUp' : 'ArrowDown';
      const at = withRoom.indexOf(column);
      const to = ACROSS.has(key) || way !== 0 ? listMove(key, at, withRoom.length, 1) : null;
      if (to === null) return;
      current.current = withRoom[to]?.id ?? null;
      const row = event.currentTarget.closest('[role=row]');
      row?.querySelectorAll<HTMLElement>('.header-button')[to]?.focus();
    }
    event.preventDefault();
  }

  return (
    <>
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          class={`cell header-cell${column.isNumber ? ' number' : ''}${column.shown === 0 ? ' without-room' : ''}`}
          aria-label={column.title}
          aria-sort={sort?.by === column.id ? (sort.descending ? 'descending' : 'ascending') : 'none'}
        >
          {column.shown === 0 ? (
            column.title
          ) : (
            <button
              type="button"
              class="header-button"
              title={[column.hint, onWidth ? RESIZE_HELP : HELP].filter(Boolean).join('\n')}
              tabIndex={column === stop ? 0 : -1}
              onClick={() => {
                current.current = column.id;
                onSort(column.id);
              }}
              onKeyDown={(event) => onKeyDown(event, column)}
              onContextMenu={(event) => {
                event.preventDefault();
                onMenu(event.clientX, event.clientY);
              }}
            >
              <span class={column.id === narrow ? 'for-readers' : undefined}>{column.title}</span>
            </button>
          )}
          {onWidth && <Handle width={column.shown} onWidth={(width) => onWidth(column.id, width)} />}
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
