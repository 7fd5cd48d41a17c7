import { copyCommand, longName } from '../logic/stream-state.ts';
import { Menu } from '../parts/menu.tsx';
import { useNotALoop } from '../polls/not-a-loop.tsx';
import { useStore } from '../state/context.ts';
import { useCopy } from '../state/use-copy.ts';
import type { Stream } from '../types.ts';
import { latestConnection } from './use-connection.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly stream: Stream;
  readonly onClose: () => void;
}

/** What can be done with a stream. */
export function StreamMenu({ stream, ...place }: Props) {
  const { host, tab } = useStore();
  const sayNotALoop = useNotALoop();
  const copy = useCopy();
  const overview = host.pollOverview(stream.id);
  const notALoop = overview ? [{ text: 'Not a poll loop', run: () => sayNotALoop(overview) }] : [];
  return (
    <Menu
      label="Stream"
      {...place}
      items={[
        { text: 'Copy URL', run: () => copy(longName(stream)) },
        { text: copyCommand(stream).text, run: () => copy(host.curl(latestConnection(host, stream))) },
        {
          text: stream.transport === 'poll' ? 'Show requests' : 'Show connection',
          run: () => {
            tab.value = 'connections';
          },
        },
        ...notALoop,
      ]}
    />
  );
}
