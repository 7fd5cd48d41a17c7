import { clock, dateAndTime } from '../../src/format/clocks.ts';
import { count } from '../../src/format/numbers.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { RowBoundary } from '../shared/parts/row-boundary.tsx';
import { Visible } from '../shared/parts/visible.tsx';
import type { RequestGroup } from '../types.ts';
import { countsOf, labelText, statusOf } from './words.ts';

interface Props {
  readonly index: number;
  readonly group: RequestGroup;
  readonly isSelected: boolean;
  /** Wall-clock time of its latest request. */
  readonly last: number;
}

/** One group in the grid Requests. */
export function RequestLine(props: Props) {
  return (
    <RowBoundary index={props.index} of={props.group.id}>
      <Line {...props} />
    </RowBoundary>
  );
}

function Line({ index, group, isSelected, last }: Props) {
  const { name, endpoint, method, requests, questions, failing, status, answeredBy } = group;
  return (
    <div
      role="row"
      id={`request-${index}`}
      class={`grid-row stream-row${failing === null ? '' : ' stream-failed'}${answeredBy ? ' stream-answered' : ''}`}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
    >
      <div role="gridcell" class="cell name" title={failing === null ? endpoint : `${endpoint}\n${failing}`}>
        {failing !== null && (
          <span class="warnings severity-error">
            <Icon name="error" />
            <span class="for-readers">failing </span>
          </span>
        )}
        <span class="name-text">
          <Visible text={name} />
        </span>
      </div>
      <div role="gridcell" class="cell may-go quiet-text">
        <span>{method}</span>
      </div>
      <div role="gridcell" class="cell may-go" title={group.why}>
        <span>{labelText(group)}</span>
      </div>
      <div role="gridcell" class="cell number" title={countsOf(group)}>
        {count(requests)}
      </div>
      <div role="gridcell" class="cell number may-go" title={countsOf(group)}>
        <span>{count(questions)}</span>
      </div>
      <div role="gridcell" class="cell" title={failing ?? undefined}>
        {statusOf(status)}
      </div>
      <div role="gridcell" class="cell may-go quiet-text" title={`Latest request ${dateAndTime(last)}`}>
        <span>{clock(last).slice(0, 8)}</span>
      </div>
    </div>
  );
}
