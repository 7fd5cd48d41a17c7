import type { ChannelListRow } from '../types.ts';

interface Props {
  readonly index: number;
  readonly row: Extract<ChannelListRow, { kind: 'divider' }>;
}

/** Where the page went elsewhere, with Preserve log on. */
export function DividerRow({ index, row }: Props) {
  return (
    <div role="row" id={`stream-${index}`} class="grid-row divider-row" aria-rowindex={index + 1}>
      <div role="gridcell" class="cell" aria-colspan={7} title={row.text}>
        {row.text}
      </div>
    </div>
  );
}
