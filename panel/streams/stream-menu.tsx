import { longName } from '../logic/stream-state.ts';
import { Menu } from '../parts/menu.tsx';
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
  const copy = useCopy();
  return (
    <Menu
      label="Stream"
      {...place}
      items={[
        { text: 'Copy URL', run: () => copy(longName(stream)) },
        { text: 'Copy as cURL', run: () => copy(host.curl(latestConnection(host, stream))) },
        {
          text: 'Show connection',
          run: () => {
            tab.value = 'connections';
          },
        },
      ]}
    />
  );
}
