import { count } from '../../src/format/numbers.ts';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { useRowHeight } from '../shared/hooks/use-row-height.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { Visible } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { ConnectionRow, Stream } from '../types.ts';
import {
  type CellText,
  delayText,
  endedText,
  idText,
  lastedText,
  lostText,
  repeatedText,
  skippedText,
} from './connection-text.ts';

/** Rows that are seen at once; below them are the facts of the one that is selected. */
const MAX_ROWS = 8;

const COLUMNS = [
  { title: '#', em: 2.4, isNumber: true },
  { title: 'Opened', em: 5.4, isNumber: true },
  { title: 'Lasted', em: 5, isNumber: true },
  { title: 'Ended', em: 11, isNumber: false },
  { title: 'Delay (due)', em: 9.5, isNumber: true },
  { title: 'Last-Event-ID', em: 8.2, isNumber: false },
  { title: 'Events', em: 4.6, isNumber: true },
  { title: 'Repeated', em: 6, isNumber: true },
  { title: 'Skipped', em: 5.2, isNumber: true },
  { title: 'Discarded', em: 6, isNumber: false },
] as const;

/** The channel's connections, one row each: how each ended, and what the next one made of it. */
export function ConnectionsTable({ stream }: { stream: Stream }) {
  const { connection } = useStore();
  const host = useHost();
  const rowHeight = useRowHeight();
  const shown = useConnection();
  const active = shown === null ? -1 : (host.connectionNumber(shown) ?? 0) - 1;
  const select = (index: number) => {
    connection.value = host.connections(stream.id, index, index + 1)[0]?.id ?? null;
  };
  // A header, the rows, and room for the scroll bar of a narrow panel.
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
        template={() => template(host.settings().time === 'wall')}
        header={header}
        rows={(start, end, place) =>
          host
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

/** @param isWall times are written as a clock shows them, which is longer. */
function template(isWall: boolean): string {
  return COLUMNS.map(({ title, em }) => {
    if (title === 'Discarded') return `minmax(${em}em, 1fr)`;
    return `${isWall && title === 'Opened' ? em + 2 : em}em`;
  }).join(' ');
}

function header() {
  return COLUMNS.map(({ title, isNumber }) => (
    <div key={title} role="columnheader" class={isNumber ? 'cell number' : 'cell'}>
      {title}
    </div>
  ));
}

function Line({ row, isSelected, now }: { row: ConnectionRow; isSelected: boolean; now: number }) {
  const times = useTimes();
  const opened = { at: row.openedAt, delta: row.join?.delay ?? null };
  const cells: CellText[] = [
    { text: row.join && !row.join.isSure ? `${row.number} ?` : `${row.number}`, title: row.join?.why ?? '' },
    { text: times.text(opened), title: times.title(row.openedAt) },
    lastedText(row, now),
    endedText(row),
    delayText(row),
    idText(row),
    { text: count(row.events) },
    repeatedText(row),
    skippedText(row),
    lostText(row),
  ];
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
          class={`cell${COLUMNS[i]?.isNumber ? ' number' : ''}${isMarked ? ' is-worth-a-look' : ''}`}
          title={title}
        >
          <Visible text={text} />
        </div>
      ))}
    </div>
  );
}
