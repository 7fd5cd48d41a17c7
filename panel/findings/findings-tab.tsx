import { count, noun } from '../../src/format/numbers.ts';
import { useFindings } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Coverage } from '../types.ts';
import { CheckNow, CoverageNotes } from './coverage.tsx';
import { FindingCard } from './finding-card.tsx';
import { OtherStreams } from './other-streams.tsx';

/** What is wrong on the selected channel, why it matters and what to do; then what is wrong on the others. */
export function FindingsTab() {
  const { stream } = useStore();
  const host = useHost();
  const channel = stream.value;
  const { shown, muted } = useFindings(channel);
  useTick(channel !== null);
  if (channel === null) {
    return (
      <Scrollable class="findings" label="Findings">
        <p class="hint">Select a stream to see what is wrong with it.</p>
        <OtherStreams selected={null} />
      </Scrollable>
    );
  }
  const coverage = host.findings.coverage(channel);
  return (
    <Scrollable key={channel} class="findings" label="Findings">
      {shown.length > 0 && (
        <ul class="finding-list" aria-label="Findings">
          {shown.map((finding) => (
            <FindingCard key={finding.rule} channel={channel} finding={finding} />
          ))}
        </ul>
      )}
      <div class="hint">
        <p>
          <strong>{headline(coverage, shown.length, muted.length)}</strong>
        </p>
        <CheckNow coverage={coverage} />
      </div>
      <OtherStreams selected={channel} />
      <div class="hint">
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
function headline({ looked, blind, blindFor }: Coverage, found: number, muted: number): string {
  if (blindFor.some(({ cause }) => cause === 'recording')) return 'What a recording answered is not checked.';
  const passed = looked.length - found - muted;
  if (looked.length === 0)
    return blind.length > 0 ? 'Nothing could be checked yet.' : 'No check is about this.';
  const others = found > 0 ? 'other ' : '';
  const most = looked.length < blind.length ? '; most could not be made yet' : '';
  return `${count(passed)} ${others}${noun(passed, 'check')} passed${muted > 0 ? `, ${count(muted)} muted` : ''}${most}.`;
}
