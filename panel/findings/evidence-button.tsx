import { dateAndTime } from '../../src/format/clocks.ts';
import { seconds } from '../../src/format/durations.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { showEvidence } from '../shared/state/show-evidence.ts';
import type { Evidence, PanelHost } from '../types.ts';
import { evidenceText } from './evidence-text.ts';

const LEADS: Readonly<Record<Evidence['kind'], string>> = {
  row: 'Show this row in Events',
  bytes: 'Show these bytes in Raw',
  header: 'Show this header in Connections',
  span: 'Show the last row before it in Events',
  connection: 'Show it in Connections',
};

interface Props {
  readonly channel: string;
  readonly evidence: Evidence;
  /** Others of the finding have the same name. */
  readonly isAlike: boolean;
}

/** What a finding rests on, one click away. */
export function EvidenceButton({ channel, evidence, isAlike }: Props) {
  const store = useStore();
  const host = useHost();
  const stream = useSelectedStream();
  const { connection, kind } = evidence;
  const at = kind === 'connection' || isAlike ? timeOf(host, evidence) : null;
  const text = evidenceText(evidence, host.channels.connectionNumber(connection));
  const clock = at === null ? '' : `\n${dateAndTime(host.wall(at))}`;
  return (
    <button
      type="button"
      title={`${LEADS[kind]}${clock}`}
      onClick={() => showEvidence(store, channel, evidence)}
    >
      <VisibleSigns text={text} />
      {at !== null && stream && <span class="quiet-text"> at {seconds(at - stream.openedAt)}</span>}
    </button>
  );
}

/** Tape time of it: of a connection, when it was opened. Null where that is not known. */
function timeOf({ channels }: PanelHost, evidence: Evidence): number | null {
  if (evidence.kind === 'span') return evidence.from;
  if (evidence.kind === 'row') return channels.timeAt(evidence.connection, evidence.offset);
  if (evidence.kind === 'bytes') return channels.timeAt(evidence.connection, evidence.start);
  return channels.connection(evidence.connection)?.summary.openedAt ?? null;
}
