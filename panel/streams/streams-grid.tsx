import { useSignal } from '@preact/signals';
import { findingsOf } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Choice } from '../shared/state/selection.ts';
import type { ChannelListRow } from '../types.ts';
import { nameWidth, streamColumns } from './columns.ts';
import { DividerRow } from './divider-row.tsx';
import { FailingBelow } from './failing-below.tsx';
import { StreamLine } from './stream-line.tsx';
import { StreamMenu } from './stream-menu.tsx';

const HEADERS = ['State', 'Name', 'Opened', 'Status', 'Kind', 'Events', 'Last byte'];
const CLASSES: Record<string, string> = {
  Opened: 'may-go',
  Status: 'may-go',
  Kind: 'may-go',
  Events: 'number',
  'Last byte': 'number',
};

/** One row a channel, in order of opening. */
export function StreamsGrid() {
  const store = useStore();
  const host = useHost();
  const rows = host.channels.list();
  const shown = store.stream.value;
  const selected = new Set(store.selected.value);
  const active = rows.findIndex((row) => row.id === shown);
  useTick(rows.some(isUnfinished));

  const now = host.now();
  const { quietLimit: limit, textScale } = host.settings.current();
  const select = (index: number, how: Choice) => {
    const row = rows[index];
    if (row?.kind === 'stream') store.select(row.id, how);
  };

  const seen = useSignal(Number.POSITIVE_INFINITY);
  const menu = useSignal<{ x: number; y: number } | null>(null);
  const chosen = rows[active];

  return (
    <>
      <Grid
        class="streams-grid"
        label="Streams"
        prefix="stream"
        count={rows.length}
        active={active}
        activeKey={shown}
        isMulti
        template={(width) => streamColumns(width, textScale, nameWidth(rows))}
        onSeen={(count) => {
          seen.value = count;
        }}
        header={header}
        rows={(start, end) =>
          rows.slice(start, end).map((row, i) => {
            const index = start + i;
            return row.kind === 'divider' ? (
              <DividerRow key={index} index={index} row={row} />
            ) : (
              <StreamLine
                key={index}
                index={index}
                stream={row}
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
        onMenu={(_, x, y) => {
          menu.value = { x, y };
        }}
      />
      <FailingBelow rows={rows} seen={seen.value} now={now} />
      {menu.value && chosen?.kind === 'stream' && (
        <StreamMenu
          {...menu.value}
          stream={chosen}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </>
  );
}

function header() {
  return HEADERS.map((title) => (
    <div key={title} role="columnheader" class={`cell ${CLASSES[title] ?? ''}`} aria-label={title}>
      <span class={title === 'State' ? 'for-readers' : undefined}>{title}</span>
    </div>
  ));
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
