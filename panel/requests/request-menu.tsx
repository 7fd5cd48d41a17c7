import { useCopy } from '../shared/hooks/use-copy.ts';
import { Menu } from '../shared/parts/menu.tsx';
import { useStore } from '../shared/state/context.ts';
import type { RequestGroup } from '../types.ts';
import { useChoice } from './use-choice.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly group: RequestGroup;
  readonly onClose: () => void;
}

/** What can be done with a group. */
export function RequestMenu({ group, ...place }: Props) {
  const { host } = useStore();
  const copy = useCopy();
  const choices = useChoice(group);
  const latest = host.polls.requestGroup(group.id)?.latest.at(-1)?.connection;
  const copies =
    latest === undefined
      ? []
      : [
          {
            text: 'Copy URL of the latest',
            run: () => copy(host.channels.connection(latest)?.summary.url ?? group.endpoint),
          },
          { text: 'Copy the latest as cURL', run: () => copy(host.channels.command(latest)) },
        ];
  return <Menu label="Requests" {...place} items={[...copies, ...choices]} />;
}
