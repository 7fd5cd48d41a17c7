import { copyCommand, longName } from '../logic/stream-state.ts';
import { Menu } from '../parts/menu.tsx';
import { useStore } from '../state/context.ts';
import { useCopy } from '../state/use-copy.ts';
import type { Stream } from '../types.ts';

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
        { text: copyCommand(stream).text, run: () => copy(host.curl(stream.id)) },
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
