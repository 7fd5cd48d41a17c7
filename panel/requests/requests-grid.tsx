import { useSignal } from '@preact/signals';
import { Grid } from '../shared/parts/grid.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { RequestGroup } from '../types.ts';
import { requestColumns } from './columns.ts';
import { RequestLine } from './request-line.tsx';
import { RequestMenu } from './request-menu.tsx';

const HEADERS = [
  { title: 'Name', class: '', help: 'The last part of the path' },
  { title: 'Method', class: 'may-go', help: 'The method of HTTP' },
  { title: 'What', class: 'may-go', help: 'What these requests are; the reason is in the tooltip' },
  { title: 'Requests', class: 'number', help: 'How many, without the polls of rows in Streams' },
  { title: 'Questions', class: 'number may-go', help: 'How many different questions they ask' },
  { title: 'Status', class: '', help: 'Of the latest response' },
  { title: 'Last', class: 'may-go', help: 'When the latest was sent' },
];

/** One row a group, in the order in which the host has them: a count that grows moves no row. */
export function RequestsGrid({ groups }: { groups: readonly RequestGroup[] }) {
  const { group: selected, selectGroup } = useStore();
  const host = useHost();
  const { textScale } = host.settings.current();
  const shown = selected.value;
  const active = groups.findIndex(({ id }) => id === shown);
  const menu = useSignal<{ x: number; y: number } | null>(null);
  const select = (index: number) => {
    const group = groups[index];
    if (group) selectGroup(group.id);
  };
  const chosen = groups[active];

  return (
    <>
      <Grid
        class="requests-grid"
        label="Requests"
        prefix="request"
        count={groups.length}
        active={active}
        activeKey={shown}
        template={(width) => requestColumns(width, textScale)}
        header={header}
        rows={(start, end) =>
          groups.slice(start, end).map((group, i) => (
            <RequestLine
              // By the index, as in Streams: rows are recycled in their places.
              key={start + i}
              index={start + i}
              group={group}
              isSelected={group.id === shown}
              last={host.wall(group.lastAt)}
            />
          ))
        }
        onMove={select}
        onPick={select}
        onMenu={(_, x, y) => {
          menu.value = { x, y };
        }}
      />
      {menu.value && chosen && (
        <RequestMenu
          {...menu.value}
          group={chosen}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </>
  );
}

function header() {
  return HEADERS.map(({ title, class: more, help }) => (
    <div key={title} role="columnheader" class={`cell ${more}`} aria-label={title} title={help}>
      <span>{title}</span>
    </div>
  ));
}
