import { useLayoutEffect, useRef } from 'preact/hooks';
import { RequestsPane } from '../requests/requests-pane.tsx';
import { Boundary } from '../shared/parts/boundary.tsx';
import { useHost } from '../shared/state/context.ts';
import { nameWidth, widthNeeded } from './columns.ts';
import { useStreamList } from './list/use-list.ts';
import { NoStreams } from './no-streams.tsx';
import { ShowAll, StreamsFilter } from './streams-filter.tsx';
import { StreamsGrid } from './streams-grid.tsx';

/** The list of streams, or what to do to get one, and below it the requests that repeat and are none. */
export function StreamsPane() {
  const host = useHost();
  const rows = host.channels.list();
  const { length } = rows;
  const { textScale, streamColumns } = host.settings.current();
  const isEmpty = length === 0;
  // Of all streams: a filter is not to move the border of the list.
  const names = nameWidth(rows);
  return (
    <nav
      class={isEmpty ? 'streams streams-empty' : 'streams'}
      aria-label="Streams of the page"
      style={{
        '--stream-count': length,
        '--streams-need': `${widthNeeded(names, streamColumns) * textScale}px`,
      }}
    >
      <StreamList names={names} />
      {isEmpty && <NoStreams />}
      <Boundary name="The grid Requests">
        <RequestsPane />
      </Boundary>
    </nav>
  );
}

/** @param names the width that the names need. */
function StreamList({ names }: { names: number }) {
  const list = useStreamList();
  const sort = list.sort.value;
  const sorted = useRef(sort);
  useLayoutEffect(() => {
    // What was asked to be first is to be seen.
    if (sorted.current !== sort) document.querySelector('.streams-grid')?.scrollTo({ top: 0 });
    sorted.current = sort;
  }, [sort]);
  return (
    <>
      <StreamsFilter list={list} />
      <StreamsGrid list={list} names={names} />
      {list.total > 0 && list.shown === 0 && (
        <p class="hint streams-none">
          No stream fits this filter. <ShowAll filter={list.filter} />
        </p>
      )}
    </>
  );
}
