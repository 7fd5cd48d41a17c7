import { Scrollable } from '../parts/scrollable.tsx';
import { useHost } from '../state/context.ts';
import { useSelectedStream } from '../streams/use-selected-stream.ts';
import { PollFigures } from './poll-figures.tsx';
import { RepeatingList } from './repeating-list.tsx';
import { StreamFigures } from './stream-figures.tsx';

/** The selected channel summed up, and what might be a poll loop and is not shown as one. */
export function OverviewTab() {
  const host = useHost();
  const stream = useSelectedStream();
  const poll = stream && host.pollOverview(stream.id);
  return (
    <Scrollable class="connection" label="Overview">
      {stream && poll && <PollFigures stream={stream} overview={poll} />}
      {stream && !poll && <StreamFigures stream={stream} />}
      <RepeatingList isAlone={stream === null} />
    </Scrollable>
  );
}
