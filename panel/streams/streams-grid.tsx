import { useSignal } from '@preact/signals';
import { ColumnMenu } from '../shared/columns/column-menu.tsx';
import { type ColumnChoices, nextSort } from '../shared/columns/columns.ts';
import { HeaderCells } from '../shared/columns/header-cells.tsx';
import { findingsOf } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Choice } from '../shared/state/selection.ts';
import { longName } from '../shared/text/stream-state.ts';
import type { ChannelListRow } from '../types.ts';
import { isHidden, placeStreamColumns, STREAM_COLUMNS, withToggled } from './columns.ts';
import { DividerRow } from './divider-row.tsx';
import { FailingBelow } from './failing-below.tsx';
import type { StreamList } from './list/use-list.ts';
import { useNameParts } from './list/use-name-parts.ts';
import { StreamLine } from './stream-line.tsx';
import { StreamMenu } from './stream-menu.tsx';

interface Props {
  readonly list: StreamList;
  /** The width that the names need, in px of text at its normal size. */
  readonly names: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One row a channel, in order of opening unless it is sorted. */
export function StreamsGrid({ list, names }: Props) {
  const { rows, sort, facts } = list;
  const store = useStore();
  const host = useHost();
  const shown = store.stream.value;
  const selected = new Set(store.selected.value);
  const active = rows.findIndex((row) => row.id === shown);
  useTick(rows.some(isUnfinished));

  const { now } = facts;
  const { quietLimit: limit, textScale, streamColumns: choices } = host.settings.current();
  const partsOf = useNameParts(host.channels.list());
  const place = (width: number) => placeStreamColumns(width, textScale, names, choices);
  const columns = place(0);
  const save = (streamColumns: ColumnChoices) => store.act((to) => to.settings.save({ streamColumns }));
  const order = () => rows.flatMap((row) => (row.kind === 'stream' ? row.id : []));
  const select = (index: number, how: Choice) => {
    const row = rows[index];
    if (row?.kind === 'stream') store.select(row.id, how, how === 'range' ? order() : undefined);
  };

  const seen = useSignal(Number.POSITIVE_INFINITY);
  const menu = useSignal<Point | null>(null);
  const columnMenu = useSignal<Point | null>(null);
  const chosen = rows[active];
  const isWrongFirst = sort.value?.by === 'wrong';

  return (
    <>
      <Grid
        class={gridClass(rows.length === 0, isHidden(choices, 'kind'))}
        label="Streams"
        prefix="stream"
        count={rows.length}
        active={active}
        activeKey={shown}
        isMulti
        template={(width) =>
          place(width)
            .map(({ shown }) => `${shown}px`)
            .join(' ')
        }
        onSeen={(count) => {
          seen.value = count;
        }}
        header={(width) => (
          <HeaderCells
            columns={place(width)}
            sort={sort.value?.by === 'wrong' ? null : sort.value}
            narrow="state"
            onSort={(by) => {
              sort.value = nextSort(sort.value?.by === 'wrong' ? null : sort.value, by);
            }}
            onMenu={(x, y) => {
              columnMenu.value = { x, y };
            }}
          />
        )}
        rows={(start, end) =>
          rows.slice(start, end).map((row, i) => {
            const index = start + i;
            return row.kind === 'divider' ? (
              <DividerRow key={index} index={index} row={row} columns={columns.length} />
            ) : (
              <StreamLine
                key={index}
                index={index}
                stream={row}
                columns={columns}
                parts={partsOf(row.name)}
                isSelected={selected.has(row.id)}
                isShown={row.id === shown && selected.size > 1}
                now={now}
                opened={host.wall(row.openedAt)}
                limit={limit}
                findings={findingsOf(host, row.id).shown}
              />
            );
          })
        }
        onMove={(to, how) => select(nearestStream(rows, to, to >= active ? 1 : -1), how)}
        onPick={select}
        copied={() => (chosen?.kind === 'stream' ? longName(chosen) : null)}
        onMenu={(_, x, y) => {
          menu.value = { x, y };
        }}
      />
      <FailingBelow rows={rows} seen={seen.value} facts={facts} />
      {menu.value && chosen?.kind === 'stream' && (
        <StreamMenu
          {...menu.value}
          stream={chosen}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
      {columnMenu.value && (
        <ColumnMenu
          {...columnMenu.value}
          columns={STREAM_COLUMNS}
          isHidden={(id) => isHidden(choices, id)}
          fixed="name"
          onToggle={(id) => save(withToggled(choices, id))}
          onReset={() => save({})}
          more={[
            {
              text: 'What is wrong first',
              isChecked: isWrongFirst,
              run: () => {
                sort.value = isWrongFirst ? null : { by: 'wrong' };
              },
            },
          ]}
          onClose={() => {
            columnMenu.value = null;
          }}
        />
      )}
    </>
  );
}

/** @param hasNoKinds whether the column Kind is hidden: then a mark beside the name says it, whatever the width. */
function gridClass(isEmpty: boolean, hasNoKinds: boolean): string {
  return `streams-grid${isEmpty ? ' is-empty' : ''}${hasNoKinds ? ' without-kinds' : ''}`;
}

/** Whether time alone changes what is shown of it: how long ago it stopped asking, too. */
function isUnfinished(row: ChannelListRow): boolean {
  return row.kind === 'stream' && ['open', 'resting', 'waiting', 'connecting'].includes(row.state.kind);
}

/** Steps over dividers in the direction of the move, and back where there is nothing beyond. */
function nearestStream(rows: readonly ChannelListRow[], from: number, step: 1 | -1): number {
  for (let i = from; i >= 0 && i < rows.length; i += step) if (rows[i]?.kind === 'stream') return i;
  for (let i = from; i >= 0 && i < rows.length; i -= step) if (rows[i]?.kind === 'stream') return i;
  return from;
}
