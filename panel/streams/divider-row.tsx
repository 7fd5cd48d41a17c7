import type { ChannelListRow } from '../types.ts';

interface Props {
  readonly index: number;
  readonly row: Extract<ChannelListRow, { kind: 'divider' }>;
  /** How many there are. */
  readonly columns: number;
}

/** Where the page went elsewhere, with Preserve log on. */
export function DividerRow({ index, row, columns }: Props) {
  return (
    <div role="row" id={`stream-${index}`} class="grid-row divider-row" aria-rowindex={index + 1}>
      <div role="gridcell" class="cell" aria-colspan={columns} title={row.text}>
        {row.text}
      </div>
    </div>
  );
}
