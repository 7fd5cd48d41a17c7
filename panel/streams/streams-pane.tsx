import { RequestsPane } from '../requests/requests-pane.tsx';
import { Boundary } from '../shared/parts/boundary.tsx';
import { useHost } from '../shared/state/context.ts';
import { widthNeeded } from './columns.ts';
import { NoStreams } from './no-streams.tsx';
import { StreamsGrid } from './streams-grid.tsx';

/** The list of streams, or what to do to get one, and below it the requests that repeat and are none. */
export function StreamsPane() {
  const host = useHost();
  const rows = host.channels.list();
  const { length } = rows;
  const { textScale } = host.settings.current();
  const isEmpty = length === 0;
  return (
    <nav
      class={isEmpty ? 'streams streams-empty' : 'streams'}
      aria-label="Streams of the page"
      style={{ '--stream-count': length, '--streams-need': `${widthNeeded(rows) * textScale}px` }}
    >
      <StreamsGrid />
      {isEmpty && <NoStreams />}
      <Boundary name="The grid Requests">
        <RequestsPane />
      </Boundary>
    </nav>
  );
}
