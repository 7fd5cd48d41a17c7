import type { ComponentChildren } from 'preact';
import { Boundary } from './boundary.tsx';

interface Props {
  /** Index of the row in its grid, from 0. */
  readonly index: number;
  readonly of: unknown;
  readonly children: ComponentChildren;
}

/** A row that cannot be drawn says why in its place; the other rows are drawn. */
export function RowBoundary({ index, of, children }: Props) {
  return (
    <Boundary
      name="This row"
      of={of}
      fallback={(why) => (
        <div role="row" class="grid-row" aria-rowindex={index + 1}>
          <div role="gridcell" class="failed">
            This row cannot be shown, by a fault of Streamscope: {why}
          </div>
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}
