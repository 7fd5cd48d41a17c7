import { RequestsPane } from '../requests/requests-pane.tsx';
import { Boundary } from '../shared/parts/boundary.tsx';
import { useHost } from '../shared/state/context.ts';
import { NoStreams } from './no-streams.tsx';
import { StreamsGrid } from './streams-grid.tsx';

/** The list of streams, or what to do to get one, and below it the requests that repeat and are none. */
export function StreamsPane() {
  const { length } = useHost().channels.list();
  const isEmpty = length === 0;
  return (
    <nav
      class={isEmpty ? 'streams streams-empty' : 'streams'}
      aria-label="Streams of the page"
      style={{ '--stream-count': length }}
    >
      <StreamsGrid />
      {isEmpty && <NoStreams />}
      <Boundary name="The grid Requests">
        <RequestsPane />
      </Boundary>
    </nav>
  );
}
