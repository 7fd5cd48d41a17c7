import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { ColumnMenu } from '../shared/columns/column-menu.tsx';
import { nextSort } from '../shared/columns/columns.ts';
import { HeaderCells } from '../shared/columns/header-cells.tsx';
import { useFindings } from '../shared/hooks/use-findings.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { placeIn } from '../shared/state/places.ts';
import type { EventRow, EventsView } from '../types.ts';
import { COLUMNS, type ColumnSettings, isHidden, placeColumns, withToggled, withWidth } from './columns.ts';
import { EventLine } from './event-line.tsx';
import { rowMarks } from './row-marks.ts';
import { dataOf, RowMenu } from './row-menu.tsx';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One row an event, and quieter ones for what did not become one. */
export function EventsGrid({ view }: { view: EventsView | null }) {
  const store = useStore();
  const { act, follow, picked, sort, isDetailOpen } = store;
  const host = useHost();
  const times = useTimes();
  const findingOf = rowMarks(useFindings(store.stream.value).shown);
  const unheard = useSelectedStream()?.unheard ?? NONE;
  const columnMenu = useSignal<Point | null>(null);
  const rowMenu = useSignal<Point | null>(null);

  const { columns: settings, textScale } = host.settings.current();
  const count = view?.count ?? 0;
  // Other rows, or a row that was gone to anew by the find bar.
  const list = useMemo(() => ({}), [view, store.found.value]);
  const key = picked.value?.row.key ?? null;
  const active = key === null || !view ? -1 : view.indexOf(key);
  const place = (width: number) => placeColumns(settings, width, textScale);
  const shown = place(0);
  const save = (columns: ColumnSettings) => act((to) => to.settings.save({ columns }));

  function select(index: number, opens: boolean) {
    const [row] = view?.rows(index, index + 1) ?? [];
    if (!row || store.stream.value === null) return;
    // A user who reads a row wants it to stay where it is.
    follow.value = false;
    picked.value = { stream: store.stream.value, row };
    if (opens) isDetailOpen.value = true;
  }

  return (
    <>
      <Grid
        // Another stream is another list, with a place of its own.
        key={store.stream.value}
        class="events-grid"
        label="Events"
        prefix="event"
        count={count}
        active={active}
        activeKey={key}
        list={list}
        isWorking={view !== null && view.working !== null}
        template={(width) =>
          place(width)
            .map(({ shown }) => `${shown}px`)
            .join(' ')
        }
        header={(width) => (
          <HeaderCells
            columns={place(width)}
            sort={sort.value}
            onSort={(by) => {
              sort.value = nextSort(sort.value, by);
            }}
            onWidth={(id, width) => save(withWidth(settings, id, width))}
            onMenu={(x, y) => {
              columnMenu.value = { x, y };
            }}
          />
        )}
        rows={(start, end, place) =>
          (view?.rows(start, end) ?? []).map((row, i) => (
            <EventLine
              // Recycled by place: a flood changes texts, not elements.
              key={place + i}
              index={start + i}
              row={row}
              columns={shown}
              times={times}
              finding={findingOf(row)}
              isUnheard={isDispatched(row) && unheard.includes(row.type)}
              isSelected={row.key === key}
            />
          ))
        }
        follow={sort.value === null ? follow : undefined}
        place={placeIn(store, 'events')}
        onMove={(index) => {
          select(index, false);
          if (index === count - 1 && sort.value === null) follow.value = true;
        }}
        onPick={(index) => select(index, true)}
        onEnter={() => {
          isDetailOpen.value = true;
        }}
        copied={() => picked.value && dataOf(host, picked.value)}
        onMenu={(_, x, y) => {
          rowMenu.value = { x, y };
        }}
      />
      {columnMenu.value && (
        <ColumnMenu
          {...columnMenu.value}
          columns={COLUMNS}
          isHidden={(id) => isHidden(settings, id)}
          fixed="data"
          onToggle={(id) => save(withToggled(settings, id))}
          onReset={() => save({})}
          onClose={() => {
            columnMenu.value = null;
          }}
        />
      )}
      {rowMenu.value && picked.value && (
        <RowMenu
          {...rowMenu.value}
          picked={picked.value}
          onClose={() => {
            rowMenu.value = null;
          }}
        />
      )}
    </>
  );
}

const NONE: readonly string[] = [];

/** Whether it was an event for the page's listeners. */
const isDispatched = ({ kind }: EventRow): boolean => kind === 'event' || kind === 'message';
