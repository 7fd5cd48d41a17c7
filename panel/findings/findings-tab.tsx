import { useFindings } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Coverage } from '../types.ts';
import { CoverageNotes } from './coverage.tsx';
import { FindingCard } from './finding-card.tsx';

/** What is wrong on the selected channel, why it matters and what to do. */
export function FindingsTab() {
  const { stream } = useStore();
  const host = useHost();
  const channel = stream.value;
  const { shown, muted } = useFindings(channel);
  useTick(channel !== null);
  if (channel === null) return <p class="hint">Select a stream to see what is wrong with it.</p>;
  const coverage = host.findings.coverage(channel);
  return (
    <Scrollable class="findings" label="Findings">
      {shown.length > 0 && (
        <ul class="finding-list" aria-label="Findings">
          {shown.map((finding) => (
            <FindingCard key={finding.rule} channel={channel} finding={finding} />
          ))}
        </ul>
      )}
      <div class="hint">
        {shown.length === 0 && (
          <p>
            <strong>{headline(coverage, muted.length > 0 ? ' besides what is muted' : '')}</strong>
          </p>
        )}
        <CoverageNotes coverage={coverage} />
      </div>
      {muted.length > 0 && (
        <details class="muted-findings">
          <summary>Muted ({muted.length})</summary>
          <ul class="finding-list" aria-label="Muted">
            {muted.map((finding) => (
              <FindingCard key={finding.rule} channel={channel} finding={finding} />
            ))}
          </ul>
        </details>
      )}
    </Scrollable>
  );
}

/** How a tab begins that has nothing to show: silence says the less, the fewer rules could look. */
function headline({ looked, blind }: Coverage, besides: string): string {
  if (looked.length === 0) return blind.length > 0 ? 'No rule could look at it.' : 'No rule is about this.';
  const most = looked.length < blind.length ? ', but most rules could not look' : '';
  return `Nothing was found${besides}${most}.`;
}
