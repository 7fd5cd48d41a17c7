import { clock, count, plural } from '../logic/format.ts';
import {
  hasOpeningStatus,
  kindText,
  lastByte,
  longName,
  lookOf,
  shortKind,
  statusText,
  transportTag,
} from '../logic/stream-state.ts';
import { Icon } from '../parts/icon.tsx';
import type { Stream } from '../types.ts';

interface Props {
  readonly index: number;
  readonly stream: Stream;
  readonly isSelected: boolean;
  readonly now: number;
  /** Wall-clock time of its opening. */
  readonly opened: number;
  readonly limit: number;
}

/** One channel in the list. */
export function StreamLine({ index, stream, isSelected, now, opened, limit }: Props) {
  const look = lookOf(stream);
  const last = lastByte(stream, now, limit);
  const tag = transportTag(stream);
  const failed = look.tone === 'failed' || !hasOpeningStatus(stream);
  return (
    <div
      role="row"
      id={`stream-${index}`}
      class={`grid-row stream-row${failed ? ' stream-failed' : ''}`}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
    >
      <div role="gridcell" class="cell state" title={`${look.text}. ${stream.verdict}`}>
        <span class={`dot dot-${look.tone}`} />
        <span class="for-readers">{look.text}</span>
      </div>
      <div role="gridcell" class="cell name" title={`${stream.method} ${longName(stream)}`}>
        {tag && (
          <span class="transport" title={tag.title}>
            {tag.text}
          </span>
        )}
        <span class="name-text">{stream.name}</span>
        {stream.transport === 'sse' && stream.connections > 1 && (
          <span class="times" title={plural(stream.connections, 'connection')}>
            ×{count(stream.connections)}
            <span class="for-readers"> connections</span>
          </span>
        )}
        {stream.warnings.length > 0 && <Warnings texts={stream.warnings} />}
      </div>
      <div role="gridcell" class="cell may-go quiet-text" title={`Opened ${new Date(opened).toISOString()}`}>
        <span>{clock(opened).slice(0, 8)}</span>
      </div>
      <div role="gridcell" class="cell" title={stream.verdict}>
        {statusText(stream)}
      </div>
      <div role="gridcell" class="cell may-go kind quiet-text" title={kindText(stream)}>
        <span data-short={shortKind(stream)}>{kindText(stream)}</span>
      </div>
      <div role="gridcell" class="cell number" title={eventsTitle(stream)}>
        {count(stream.events)}
      </div>
      <div role="gridcell" class={last.isQuiet ? 'cell number is-quiet' : 'cell number'} title={last.title}>
        {last.isQuiet && <Icon name="warning" />}
        {last.text}
        {last.isQuiet && <span class="for-readers">, longer than the limit</span>}
      </div>
    </div>
  );
}

function Warnings({ texts }: { texts: readonly string[] }) {
  return (
    <span class="warnings" title={texts.join('\n')}>
      <Icon name="warning" />
      {texts.length}
      <span class="for-readers">{texts.length === 1 ? ' warning' : ' warnings'}</span>
    </span>
  );
}

function eventsTitle({ transport, connections, events, comments, discarded }: Stream): string {
  if (transport === 'websocket') return `${count(events)} frames, both ways`;
  if (transport === 'poll')
    return `${count(events)} events, ${count(comments)} empty answers, ${count(connections)} requests`;
  return `${count(events)} events, ${count(comments)} comments, ${count(discarded)} discarded blocks`;
}
