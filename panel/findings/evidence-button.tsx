import { VisibleSigns } from '../shared/parts/visible.tsx';
import { useStore } from '../shared/state/context.ts';
import { showEvidence } from '../shared/state/show-evidence.ts';
import type { Evidence } from '../types.ts';

const LEADS: Readonly<Record<Evidence['kind'], string>> = {
  row: 'Show this row in Events',
  bytes: 'Show these bytes in Raw',
  header: 'Show this header in Connections',
  span: 'Show the last row before it in Events',
  connection: 'Show it in Connections',
};

/** What a finding rests on, one click away. */
export function EvidenceButton({ channel, evidence }: { channel: string; evidence: Evidence }) {
  const store = useStore();
  return (
    <button type="button" title={LEADS[evidence.kind]} onClick={() => showEvidence(store, channel, evidence)}>
      <VisibleSigns text={evidence.text} />
    </button>
  );
}
