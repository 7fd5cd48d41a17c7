import { useCopy } from '../shared/hooks/use-copy.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Menu } from '../shared/parts/menu.tsx';
import { useStore } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import { eventStreamText, kindWord, rowJson, rowText } from '../shared/text/row-text.ts';
import type { PanelHost } from '../types.ts';
import { typeTerm } from './type-term.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly picked: Picked;
  readonly onClose: () => void;
}

/** What can be done with a row. */
export function RowMenu({ picked: { stream, row }, ...place }: Props) {
  const { filter, host, rawTarget, replayDialog, tab } = useStore();
  const copy = useCopy();
  const times = useTimes();
  const data = () => dataOf(host, { stream, row });
  const { range } = row;
  const isTyped = kindWord(row) === null && row.label === undefined && row.type !== '';
  return (
    <Menu
      label="Row"
      {...place}
      items={[
        { text: 'Copy value', run: () => copy(data()) },
        { text: 'Copy ID', isDisabled: row.id === '', run: () => copy(row.id) },
        { text: 'Copy row', run: () => copy(rowText(row, data(), times.text(row))) },
        { text: 'Copy row as JSON', run: () => copy(rowJson(row, data(), host.wall(row.at))) },
        {
          text: 'Copy as event stream',
          isDisabled: row.kind === 'frame' || !isTyped,
          run: () => copy(eventStreamText(row, data())),
        },
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
          text: 'Show only this type',
          isDisabled: !isTyped,
          run: () => {
            filter.value = typeTerm(row.type);
          },
        },
        {
          text: 'Hide this type',
          isDisabled: !isTyped,
          run: () => {
            filter.value = `${filter.value} -${typeTerm(row.type)}`.trim();
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

/** The whole data of a row, of which its cell shows the beginning. */
export const dataOf = (host: PanelHost, { stream, row }: Picked): string =>
  host.channels.payload(stream, row.key)?.data ?? row.data;
