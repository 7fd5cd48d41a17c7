import { clock, dateAndTime } from '../../src/format/clocks.ts';
import { count, noun, plural } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { RowBoundary } from '../shared/parts/row-boundary.tsx';
import {
  isFailed,
  isStatusUnseen,
  kindText,
  lastByte,
  longName,
  lookOf,
  shortKind,
  statusText,
  transportTag,
} from '../shared/text/stream-state.ts';
import { NOT_KNOWN } from '../shared/text/unseen.ts';
import type { Finding, Stream } from '../types.ts';
import type { PlacedStreamColumn, StreamColumn } from './columns.ts';
import { hostOf } from './list/filter.ts';
import type { NameParts } from './list/name-parts.ts';
import { StreamName } from './stream-name.tsx';

const HOST_UNKNOWN = 'Which address it has is not known';
const OPENED_BEFORE = 'It was opened before recording';

interface Props {
  readonly index: number;
  readonly stream: Stream;
  readonly columns: readonly PlacedStreamColumn[];
  /** Of its name, where that may be too long. */
  readonly parts: NameParts | undefined;
  readonly isSelected: boolean;
  /** True for the one that is shown, where several are selected. */
  readonly isShown: boolean;
  readonly now: number;
  /** Wall-clock time of its opening. */
  readonly opened: number;
  readonly limit: number;
  /** Those that are not muted, the gravest first. */
  readonly findings: readonly Finding[];
}

/** One channel in the list. */
export function StreamLine(props: Props) {
  return (
    <RowBoundary index={props.index} of={props.stream.id}>
      <Line {...props} />
    </RowBoundary>
  );
}

function Line(props: Props) {
  const { index, stream, columns, isSelected, isShown, now } = props;
  const failed = isFailed(stream, now);
  return (
    <div
      role="row"
      id={`stream-${index}`}
      class={`grid-row stream-row${failed ? ' stream-failed' : ''}${stream.answeredBy ? ' stream-answered' : ''}`}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-current={isShown || undefined}
    >
      {columns.map(({ id }) => cellOf(id, props))}
    </div>
  );
}

function cellOf(column: StreamColumn, { stream, parts, now, opened, limit, findings }: Props) {
  switch (column) {
    case 'state': {
      const look = lookOf(stream, now);
      return (
        <div key={column} role="gridcell" class="cell state" title={`${look.text}. ${stream.verdict}`}>
          <span class={`dot dot-${look.tone}`} />
          <span class="for-readers">{look.text}</span>
        </div>
      );
    }
    case 'name':
      return <NameCell key={column} stream={stream} parts={parts} findings={findings} />;
    case 'host': {
      const host = hostOf(stream);
      return (
        <div key={column} role="gridcell" class="cell may-go quiet-text" title={host || HOST_UNKNOWN}>
          <span>{host || NOT_KNOWN}</span>
        </div>
      );
    }
    case 'opened':
      return (
        <div
          key={column}
          role="gridcell"
          class="cell may-go quiet-text"
          title={stream.openedBefore ? OPENED_BEFORE : `Opened ${dateAndTime(opened)}`}
        >
          <span class={stream.openedBefore ? 'is-unknown' : undefined}>
            {stream.openedBefore ? NOT_KNOWN : clock(opened).slice(0, 8)}
          </span>
        </div>
      );
    case 'status': {
      const isUnseen = isStatusUnseen(stream);
      return (
        <div
          key={column}
          role="gridcell"
          class="cell may-go"
          title={isUnseen ? `${NOT_KNOWN}: ${OPENED_BEFORE}` : stream.verdict}
        >
          <span>{statusText(stream)}</span>
          {isUnseen && <span class="for-readers"> ({NOT_KNOWN})</span>}
        </div>
      );
    }
    case 'kind':
      return (
        <div key={column} role="gridcell" class="cell may-go kind quiet-text" title={kindText(stream)}>
          <span data-short={shortKind(stream)}>{kindText(stream)}</span>
        </div>
      );
    case 'events':
      return (
        <div key={column} role="gridcell" class="cell number" title={eventsTitle(stream)}>
          {count(stream.events)}
        </div>
      );
    case 'size':
      return (
        <div
          key={column}
          role="gridcell"
          class="cell number"
          title={`${plural(stream.bytes, 'byte')} of content so far`}
        >
          {size(stream.bytes)}
        </div>
      );
    case 'last': {
      const last = lastByte(stream, now, limit);
      return (
        <div
          key={column}
          role="gridcell"
          class={last.isQuiet ? 'cell number is-quiet' : 'cell number'}
          title={last.title}
        >
          {last.isQuiet && <Icon name="warning" />}
          {last.text}
          {last.isQuiet && <span class="for-readers">, longer than the limit</span>}
        </div>
      );
    }
  }
}

function NameCell({ stream, parts, findings }: Pick<Props, 'stream' | 'parts' | 'findings'>) {
  const tag = transportTag(stream);
  return (
    <div role="gridcell" class="cell name" title={`${stream.method} ${longName(stream)}`}>
      {tag && (
        <span class="transport" title={tag.title}>
          {tag.text}
        </span>
      )}
      <StreamName name={stream.name} parts={parts} />
      {stream.transport !== 'poll' && stream.connections > 1 && (
        <span class="times" title={plural(stream.connections, 'connection')}>
          ×{count(stream.connections)}
          <span class="for-readers"> connections</span>
        </span>
      )}
      <Badge findings={findings} />
    </div>
  );
}

/** The number of findings of a stream, as the tab has it, with the sign of the gravest. */
function Badge({ findings }: { findings: readonly Finding[] }) {
  const [gravest] = findings;
  if (!gravest) return null;
  const texts = findings.map(({ title, statement, severity }) =>
    severity === 'note' ? `${title} (note): ${statement}` : `${title}: ${statement}`,
  );
  return (
    <span class={`warnings severity-${gravest.severity}`} title={texts.join('\n')}>
      <Icon name={gravest.severity} />
      {count(findings.length)}
      <span class="for-readers"> {noun(findings.length, 'finding')}</span>
    </span>
  );
}

function eventsTitle({ transport, connections, events, comments, discarded }: Stream): string {
  if (transport === 'websocket') return `${count(events)} frames, both ways`;
  if (transport === 'pieces')
    return `${count(events)} records, ${count(comments)} empty, ${count(discarded)} broken or cut`;
  if (transport === 'poll')
    return `${count(events)} events, ${count(comments)} empty answers, ${count(connections)} requests`;
  return `${count(events)} events, ${count(comments)} comments, ${count(discarded)} blocks without an event`;
}
