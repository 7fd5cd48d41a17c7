import { useConnection } from '../shared/hooks/use-connection.ts';
import { useRowHeight } from '../shared/hooks/use-row-height.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { Visible } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { ConnectionRow, Stream } from '../types.ts';
import { COLUMNS, cellsOf } from './connection-columns.ts';

/** Rows that are seen at once; below them are the facts of the one that is selected. */
const MAX_ROWS = 8;

/** The channel's connections, one row each: how each ended, and what the next one made of it. */
export function ConnectionsTable({ stream }: { stream: Stream }) {
  const { connection } = useStore();
  const host = useHost();
  const rowHeight = useRowHeight();
  const shown = useConnection();
  const active = shown === null ? -1 : (host.channels.connectionNumber(shown) ?? 0) - 1;
  const select = (index: number) => {
    connection.value = host.channels.connections(stream.id, index, index + 1)[0]?.id ?? null;
  };
  // A header, the rows, and room for the scroll bar of a narrow panel.
  const kind = stream.transport === 'websocket' ? 'websocket' : 'event-stream';
  const height = (1.7 + Math.min(MAX_ROWS, stream.connections)) * rowHeight;
  return (
    <div class="connections-table" style={{ height: `${height}px` }}>
      <Grid
        class="connections-grid"
        label="Connections"
        prefix="connection"
        count={stream.connections}
        active={active}
        activeKey={shown}
        template={() => template(kind, host.settings.current().time === 'wall')}
        header={() => header(kind)}
        rows={(start, end, place) =>
          host.channels
            .connections(stream.id, start, end)
            .map((row, i) => (
              <Line key={place + i} row={row} isSelected={row.number - 1 === active} now={host.now()} />
            ))
        }
        onMove={select}
        onPick={select}
      />
    </div>
  );
}

type Kind = ConnectionRow['kind'];

/** @param isWall times are written as a clock shows them, which is longer. */
function template(kind: Kind, isWall: boolean): string {
  return COLUMNS[kind]
    .map(({ title, em, isLast }) => {
      if (isLast) return `minmax(${em}em, 1fr)`;
      return `${isWall && title === 'Opened' ? em + 2 : em}em`;
    })
    .join(' ');
}

function header(kind: Kind) {
  return COLUMNS[kind].map(({ title, hint, isNumber }) => (
    <div
      key={title}
      role="columnheader"
      class={isNumber ? 'cell number' : 'cell'}
      title={hint}
      aria-description={hint}
    >
      {title}
    </div>
  ));
}

function Line({ row, isSelected, now }: { row: ConnectionRow; isSelected: boolean; now: number }) {
  const times = useTimes();
  const opened = { at: row.openedAt, delta: row.join?.delay ?? null };
  const cells = cellsOf(row, { text: times.text(opened), title: times.title(row.openedAt) }, now);
  return (
    <div
      role="row"
      id={`connection-${row.number - 1}`}
      class="grid-row"
      aria-rowindex={row.number}
      aria-selected={isSelected}
    >
      {cells.map(({ text, title, isMarked }, i) => (
        <div
          key={i}
          role="gridcell"
          class={`cell${COLUMNS[row.kind][i]?.isNumber ? ' number' : ''}${isMarked ? ' is-worth-a-look' : ''}`}
          title={title}
        >
          <Visible text={text} />
        </div>
      ))}
    </div>
  );
}
