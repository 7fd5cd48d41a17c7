import { latestConnection } from '../shared/hooks/use-connection.ts';
import { useCopy } from '../shared/hooks/use-copy.ts';
import { asStreamText, TAKE_BACK, useShowAsStream, useTakeBack } from '../shared/parts/as-stream.tsx';
import { Menu } from '../shared/parts/menu.tsx';
import { useNotALoop } from '../shared/parts/not-a-loop.tsx';
import { useStore } from '../shared/state/context.ts';
import { copyCommand, longName } from '../shared/text/stream-state.ts';
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
  const sayNotALoop = useNotALoop();
  const showAsStream = useShowAsStream();
  const takeBack = useTakeBack();
  const copy = useCopy();
  const overview = host.polls.overview(stream.id);
  const notALoop = overview ? [{ text: 'Not a poll loop', run: () => sayNotALoop(overview) }] : [];
  const byHand = host.polls.streamEndpoint(stream.id);
  const asStream = [
    ...(overview && overview.client === null
      ? [{ text: asStreamText(overview.cycles), run: () => showAsStream(overview.endpoint) }]
      : []),
    ...(byHand === null ? [] : [{ text: TAKE_BACK.text, run: () => takeBack(byHand) }]),
  ];
  return (
    <Menu
      label="Stream"
      {...place}
      items={[
        { text: 'Copy URL', run: () => copy(longName(stream)) },
        {
          text: copyCommand(stream).text,
          run: () => copy(host.channels.command(latestConnection(host, stream))),
        },
        {
          text: stream.transport === 'poll' ? 'Show requests' : 'Show connection',
          run: () => {
            tab.value = 'connections';
          },
        },
        ...notALoop,
        ...asStream,
      ]}
    />
  );
}
