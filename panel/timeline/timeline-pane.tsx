import { useIsTimelineShown } from '../shared/hooks/use-layout.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { Timeline } from './timeline.tsx';

/** The selected stream in time, unless the user has put it away, or there is no height for it: then nothing of it is made. */
export function TimelinePane() {
  const isShown = useIsTimelineShown();
  const stream = useSelectedStream();
  if (!isShown || !stream) return null;
  return <Timeline key={stream.id} stream={stream} />;
}
