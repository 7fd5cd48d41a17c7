import { delta } from '../../src/format/durations.ts';
import { quoted } from '../../src/format/quoted.ts';
import { size } from '../../src/format/sizes.ts';
import type { Times } from '../shared/hooks/use-times.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { RowBoundary } from '../shared/parts/row-boundary.tsx';
import { Visible } from '../shared/parts/visible.tsx';
import { kindWord } from '../shared/text/row-text.ts';
import type { Column, EventRow, Finding } from '../types.ts';
import type { PlacedColumn } from './columns.ts';
import { DirectionMark } from './direction-mark.tsx';

interface Props {
  readonly index: number;
  readonly row: EventRow;
  readonly columns: readonly PlacedColumn[];
  readonly times: Times;
  readonly isSelected: boolean;
  /** The gravest finding that rests on this row. */
  readonly finding: Finding | null;
  /** Nobody listens to its type. */
  readonly isUnheard: boolean;
}

/** One row of the Events grid. */
export function EventLine(props: Props) {
  return (
    <RowBoundary index={props.index} of={props.row.key}>
      <Line {...props} />
    </RowBoundary>
  );
}

function Line({ index, row, columns, times, isSelected, finding, isUnheard }: Props) {
  const isOdd = index % 2 === 1;
  const remarks = [
    ...(finding ? [`${finding.severity}: ${finding.title}`] : []),
    ...(isUnheard ? [`no listener for ${quoted(row.type)}`] : []),
  ];
  return (
    <div
      role="row"
      id={`event-${index}`}
      class={`grid-row event-row row-${row.kind}${row.isChosen ? ' is-chosen' : ''}${isOdd ? ' odd' : ''}${row.why === null ? '' : ' has-why'}${finding ? ` has-finding row-${finding.severity}` : ''}${isUnheard ? ' is-unheard' : ''}`}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-description={remarks.join('; ') || undefined}
      title={finding ? `${finding.title}: see Findings` : undefined}
    >
      {columns.map(({ id, isNumber }) => (
        <div
          key={id}
          role="gridcell"
          class={`cell cell-${id}${isNumber ? ' number' : ''}`}
          aria-label={id === 'type' ? kindWord(row)?.full : undefined}
          title={id === 'type' && isUnheard ? unheardTitle(row) : titleOf(id, row, times)}
        >
          {id === 'type' && isUnheard && <Icon name="warning" />}
          <Cell id={id} row={row} times={times} />
        </div>
      ))}
    </div>
  );
}

function Cell({ id, row, times }: { id: Column; row: EventRow; times: Times }) {
  if (id === 'data') return <DataCell row={row} />;
  const kind = id === 'type' ? kindWord(row) : null;
  if (kind) return <span class="kind-word">{kind.word}</span>;
  return <Visible text={textOf(id, row, times)} />;
}

function DataCell({ row }: { row: EventRow }) {
  const text = row.truncated ? `${row.data}…` : row.data;
  // A note's data is its reason.
  if (row.why === null || row.kind === 'note') {
    if (row.why !== null) return <span class="why">{row.why}</span>;
    return (
      <>
        {row.direction && <DirectionMark direction={row.direction} />}
        <Visible text={text} />
      </>
    );
  }
  // Its Type marks it: in a narrow column the reason would hide what was lost.
  if (text !== '' && (row.kind === 'discarded' || row.kind === 'pending'))
    return (
      <>
        <span class="marked-data">
          <Visible text={text} />
        </span>
        {' · '}
        <span class="why">{row.why}</span>
      </>
    );
  return (
    <>
      {row.direction && <DirectionMark direction={row.direction} />}
      {/* The reason comes first: data may be as long as it likes. */}
      <span class="why">{row.why}</span>
      {text !== '' && (
        <span class="marked-data">
          {' · '}
          <Visible text={text} />
        </span>
      )}
    </>
  );
}

function textOf(column: Exclude<Column, 'data'>, row: EventRow, times: Times): string {
  switch (column) {
    case 'id':
      return row.id;
    case 'type':
      return row.label ?? row.type;
    case 'time':
      return times.text(row);
    case 'delta':
      return delta(row.delta);
    case 'size':
      return row.kind === 'note' ? '' : size(row.size);
  }
}

function unheardTitle({ type }: EventRow): string {
  return `No listener for ${quoted(type)}: the page does nothing with this event. See Findings.`;
}

function titleOf(column: Column, row: EventRow, times: Times): string | undefined {
  if (column === 'time') return times.title(row.at);
  const kind = column === 'type' ? kindWord(row) : null;
  if (kind) return `${kind.full}\n${kind.hint}`;
  if (column === 'type' && row.kind === 'event' && row.type !== 'message')
    return `${row.type}\nReaches only listeners of this name, never onmessage`;
  // A packet's name can be longer than its column.
  if (column === 'type' && row.kind === 'frame') return row.type;
  if (column === 'id' && row.idInherited && row.id !== '')
    return `${row.id}\nSet by an earlier event; this one has no id line`;
  if (column === 'data' && row.why !== null) return row.data === '' ? row.why : `${row.why}\n${row.data}`;
  return undefined;
}
