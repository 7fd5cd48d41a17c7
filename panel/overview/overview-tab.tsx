import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { ShownByHand } from '../shared/parts/as-stream.tsx';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Stream } from '../types.ts';
import { Comparison } from './comparison.tsx';
import { PollFigures } from './poll-figures.tsx';
import { StreamFigures } from './stream-figures.tsx';
import { useFigures } from './use-figures.ts';

/** The selected channel summed up, or several side by side. */
export function OverviewTab() {
  const { selected } = useStore();
  const stream = useSelectedStream();
  return (
    <Scrollable class="connection" label="Overview">
      {selected.value.length > 1 ? (
        <Comparison ids={selected.value} />
      ) : (
        stream && <Single key={stream.id} stream={stream} />
      )}
      {!stream && <p class="hint">A stream or poll loop is summed up here when one is selected.</p>}
    </Scrollable>
  );
}

function Single({ stream }: { stream: Stream }) {
  const host = useHost();
  const figures = useFigures([stream.id])(stream.id);
  const poll = host.polls.overview(stream.id);
  const byHand = host.polls.streamEndpoint(stream.id);
  const hasOthers = host.channels.list().some((row) => row.kind === 'stream' && row.id !== stream.id);
  return (
    <>
      {stream.answeredBy && (
        <p>
          <span class="answered-mark">Recording</span> A recording answered, not the server: these figures are
          those of the replay, and count in no sum of what servers sent.
        </p>
      )}
      {poll && figures && <PollFigures stream={stream} overview={poll} figures={figures} />}
      {byHand !== null && <ShownByHand endpoint={byHand} />}
      {!poll && figures && <StreamFigures stream={stream} figures={figures} />}
      {hasOthers && (
        <p class="quiet-text">
          To compare streams, select several in Streams: with Ctrl or Cmd and a click, or with Shift.
        </p>
      )}
    </>
  );
}
