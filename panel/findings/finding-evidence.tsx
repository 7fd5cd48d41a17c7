import { useState } from 'preact/hooks';
import { count } from '../../src/format/numbers.ts';
import type { Evidence, Finding } from '../types.ts';
import { EvidenceButton } from './evidence-button.tsx';

/** Shown at first; the rest at a click. */
const FEW = 5;

/** What a finding rests on: the first few, the others that were kept, and how many were only counted. */
export function FindingEvidence({ channel, finding }: { channel: string; finding: Finding }) {
  const [isWhole, setIsWhole] = useState(false);
  const { evidence } = finding;
  if (evidence.length === 0) return null;
  const shown = isWhole ? evidence : evidence.slice(0, FEW);
  const counted = finding.count - evidence.length;
  const hidden = evidence.length - shown.length;
  return (
    <div class="finding-evidence">
      {shown.map((one, index) => (
        <EvidenceButton key={index} channel={channel} evidence={one} isAlike={isAlike(one, evidence)} />
      ))}
      {hidden > 0 && (
        <button type="button" class="finding-more" onClick={() => setIsWhole(true)}>
          and {count(Math.max(hidden, finding.count - shown.length))} more
        </button>
      )}
      {hidden === 0 && counted > 0 && <span class="facts-note">and {count(counted)} more, only counted</span>}
    </div>
  );
}

/** Whether others have the same name: then its time tells it from them. */
const isAlike = (one: Evidence, all: readonly Evidence[]): boolean =>
  all.some((other) => other !== one && other.text === one.text);
