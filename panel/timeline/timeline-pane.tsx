import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useHost } from '../shared/state/context.ts';
import { Timeline } from './timeline.tsx';

/** The selected stream in time, unless the user has put it away: then nothing of it is made. */
export function TimelinePane() {
  const { timeline } = useHost().settings.current();
  const stream = useSelectedStream();
  if (!timeline || !stream) return null;
  return <Timeline key={stream.id} stream={stream} />;
}
