import { useCopy } from '../shared/hooks/use-copy.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Menu } from '../shared/parts/menu.tsx';
import { useStore } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import { rowText } from '../shared/text/row-text.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly picked: Picked;
  readonly onClose: () => void;
}

/** What can be done with a row. */
export function RowMenu({ picked: { stream, row }, ...place }: Props) {
  const { host, rawTarget, replayDialog, tab } = useStore();
  const copy = useCopy();
  const times = useTimes();
  const data = () => host.channels.payload(stream, row.key)?.data ?? row.data;
  const { range } = row;
  return (
    <Menu
      label="Row"
      {...place}
      items={[
        { text: 'Copy value', run: () => copy(data()) },
        { text: 'Copy row', run: () => copy(rowText(row, data(), times.text(row))) },
        {
          text: row.kind === 'frame' ? 'Copy as websocat' : 'Copy as cURL',
          run: () => copy(host.channels.command(row.connection)),
        },
        {
          text: 'Show in Raw',
          isDisabled: range === null || row.kind === 'frame',
          run: () => {
            if (!range) return;
            rawTarget.value = { range };
            tab.value = 'raw';
          },
        },
        {
          text: 'Send into the page…',
          isDisabled: host.sending.choose(stream, [row.key]).messages.length === 0,
          run: () => {
            replayDialog.value = { name: 'send', stream, row };
          },
        },
      ]}
    />
  );
}
