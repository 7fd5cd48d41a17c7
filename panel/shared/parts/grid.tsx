import type { Signal } from '@preact/signals';
import type {
  ComponentChildren,
  TargetedClipboardEvent,
  TargetedKeyboardEvent,
  TargetedMouseEvent,
  VNode,
} from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useKeptInView } from '../hooks/use-kept-in-view.ts';
import { useRowHeight } from '../hooks/use-row-height.ts';
import { orderRows } from '../scrolling/row-order.ts';
import { useRations } from '../scrolling/use-rations.ts';
import { useWindow } from '../scrolling/use-window.ts';
import { useStore } from '../state/context.ts';
import type { Place } from '../state/places.ts';
import type { Choice } from '../state/selection.ts';
import { listMove } from './keyboard.ts';

export interface GridProps {
  readonly label: string;
  /** Begins the rows' element ids. */
  readonly prefix: string;
  readonly class?: string;
  readonly count: number;
  /** Index of the active row, or -1. */
  readonly active: number;
  /** What the active row is, whatever its index: when it becomes another, it is brought into view. */
  readonly activeKey: string | number | null;
  /** What is listed, where that can become another choice or order of rows: the active row is then kept in view. */
  readonly list?: unknown;
  /** True while rows of the list are still being found or sorted. */
  readonly isWorking?: boolean;
  /** Widths of the columns, as CSS has them, for a width of the grid. */
  readonly template: (width: number) => string;
  /** Columnheaders; none for lists without a header. */
  readonly header?: (width: number) => ComponentChildren;
  /** @param place of the first among all that are drawn, from 0: as a key it has rows recycled by their place. */
  readonly rows: (start: number, end: number, place: number) => readonly VNode[];
  readonly follow?: Signal<boolean> | undefined;
  /** Where the list was when it was last shown, to begin there again. */
  readonly place?: Place | undefined;
  /** True where several rows can be selected: then a choice says what was done with Shift, Ctrl or Cmd. */
  readonly isMulti?: boolean;
  /** Called with how many rows lie before the lower edge, when that changes. */
  readonly onSeen?: (rows: number) => void;
  /** By keyboard: to another row. */
  readonly onMove: (index: number, how: Choice) => void;
  /** By mouse: on a row. */
  readonly onPick: (index: number, how: Choice) => void;
  readonly onEnter?: (() => void) | undefined;
  readonly onMenu?: ((index: number, x: number, y: number) => void) | undefined;
  /** What Ctrl+C copies of the active row. */
  readonly copied?: (() => string | null) | undefined;
}

/**
 * A windowed grid. It keeps the focus itself and names the active row (`aria-activedescendant`): a row may be
 * scrolled out of the document at any time, and the focus must not go with it.
 */
export function Grid(props: GridProps) {
  const { copies } = useStore();
  const rowHeight = useRowHeight();
  const { count, prefix, active, activeKey } = props;
  const header = props.header ? rowHeight : 0;
  const { place } = props;
  const window = useWindow({ count, rowHeight, header, follow: props.follow, place });
  const { start, end, ref, page } = window;
  const rows = useRations(window, props.follow?.value === true, props.rows);
  const top = window.top + rows.place * rowHeight;
  // A row that a busy browser draws in a later frame has no element yet that could be named.
  const from = start + rows.place;
  const isActiveDrawn = active >= from && active < Math.min(end, from + rows.drawn.length);

  const drawn = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (drawn.current && orderRows(drawn.current)) console.warn(`Rows of ${props.label} were out of order.`);
  });

  const shownKey = useRef<string | number | null>(null);
  const wasDrawn = useRef(true);
  const comesBack = useRef(place?.virtual != null && place.active === activeKey);
  useLayoutEffect(() => {
    if (place) place.active = activeKey;
    // As it was left, wherever the active row is; until the height is known nothing is where it belongs.
    if (comesBack.current) {
      comesBack.current = page <= 1;
      return;
    }
    const isOther = shownKey.current !== activeKey;
    shownKey.current = activeKey;
    // With another height, only what was in view is kept there: a sort, or the user, may have moved it away.
    if (active >= 0 && !props.follow?.peek() && (isOther || wasDrawn.current)) window.reveal(active);
    // Not when only the index changes: rows that come in must not move the list under the user's eyes.
  }, [activeKey, page, rowHeight]);
  useLayoutEffect(() => {
    wasDrawn.current = isActiveDrawn || page <= 1;
  });

  useKeptInView({
    list: props.list,
    isWorking: props.isWorking === true,
    active,
    isMeasured: page > 1,
    isFollowing: props.follow?.peek() === true,
    reveal: window.reveal,
  });

  const { seen } = window;
  useLayoutEffect(() => props.onSeen?.(seen), [seen]);

  const pressed = useRef(false);
  const pick = (event: TargetedMouseEvent<HTMLDivElement>) => {
    const index = rowAt(event.target);
    const how = props.isMulti ? choiceOf(event) : 'one';
    // On a Mac the menu that Ctrl opens picks the row.
    if (index !== null && how !== 'menu') props.onPick(index, how);
    if (how === 'range') {
      // No text is to be selected from there to here; the focus comes all the same.
      event.preventDefault();
      event.currentTarget.focus();
    }
    return index;
  };

  function onCopy(event: TargetedClipboardEvent<HTMLDivElement>) {
    // Text that the user selected is what is meant, and what the browser copies.
    if (event.target !== event.currentTarget || !document.getSelection()?.isCollapsed) return;
    const text = active >= 0 ? (props.copied?.() ?? null) : null;
    if (text === null || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    copies.value++;
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    // Not all text of the panel: it would be copied in place of the row.
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) event.preventDefault();
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && active >= 0 && props.onEnter) {
      event.preventDefault();
      props.onEnter();
      return;
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const row = document.getElementById(`${prefix}-${active}`);
      if (!row || !props.onMenu) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      props.onMenu(active, box.left + 16, box.bottom);
      return;
    }
    const to = listMove(event.key, active, count, page);
    if (to === null) return;
    event.preventDefault();
    props.onMove(to, props.isMulti && event.shiftKey ? 'range' : 'one');
  }

  return (
    <div
      ref={ref}
      role="grid"
      class={`grid ${props.class ?? ''}`}
      aria-label={props.label}
      aria-rowcount={count}
      aria-busy={rows.isPartial || undefined}
      aria-multiselectable={props.isMulti}
      aria-activedescendant={isActiveDrawn ? `${prefix}-${active}` : undefined}
      tabIndex={0}
      style={{ '--columns': props.template(window.width) }}
      onScroll={window.onScroll}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onMouseDown={(event) => {
        // Picked when the button goes down: in a flood another row may be there when it comes up.
        pressed.current = event.button === 0 && pick(event) !== null;
      }}
      onClick={(event) => {
        if (!pressed.current) pick(event);
        pressed.current = false;
      }}
      onContextMenu={(event) => {
        const index = rowAt(event.target);
        if (index === null || !props.onMenu) return;
        event.preventDefault();
        props.onPick(index, 'menu');
        props.onMenu(index, event.clientX, event.clientY);
      }}
    >
      {props.header && (
        <div role="rowgroup" class="grid-head">
          <div role="row" class="grid-row">
            {props.header(window.width)}
          </div>
        </div>
      )}
      <div role="rowgroup" class="grid-spacer" style={{ height: `${window.spacer}px` }}>
        <div
          ref={drawn}
          role="presentation"
          class="grid-window"
          style={{ transform: `translateY(${top}px)` }}
        >
          {rows.drawn}
        </div>
      </div>
    </div>
  );
}

const IS_MAC = /Mac/.test(globalThis.navigator?.platform ?? '');

function choiceOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Choice {
  if (IS_MAC && ctrlKey) return 'menu';
  if (ctrlKey || metaKey) return 'toggle';
  return shiftKey ? 'range' : 'one';
}

function rowAt(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest('[role=row][aria-rowindex]') : null;
  const index = row?.getAttribute('aria-rowindex');
  return index === null || index === undefined ? null : Number(index) - 1;
}
