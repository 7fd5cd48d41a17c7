import { count } from '../../src/format/numbers.ts';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Finding } from '../types.ts';
import { EvidenceButton } from './evidence-button.tsx';
import { SeverityMark } from './severity.tsx';

/** One finding: the statement first, then what it rests on, why it matters and what to do. */
export function FindingCard({ channel, finding }: { channel: string; finding: Finding }) {
  const { rule, severity, title, statement, evidence, ongoing, why, fix, source } = finding;
  const more = finding.count - evidence.length;
  return (
    <li class={`finding finding-${severity}`}>
      <div class="finding-head">
        <SeverityMark severity={severity} />
        <h2>{title}</h2>
        {finding.count > 1 && <span class="finding-count">{count(finding.count)}×</span>}
        {ongoing && <span class="finding-count">continuing</span>}
      </div>
      <p class="finding-statement">
        <VisibleSigns text={statement} />
      </p>
      {evidence.length > 0 && (
        <div class="finding-evidence">
          {evidence.map((one, index) => (
            <EvidenceButton key={index} channel={channel} evidence={one} />
          ))}
          {more > 0 && <span class="facts-note">and {count(more)} more</span>}
        </div>
      )}
      <dl>
        <dt>Why it matters</dt>
        <dd>{why}</dd>
        <dt>What to do</dt>
        <dd>{fix}</dd>
        <dt>Source</dt>
        <dd class="facts-note">
          {source}. More in docs/findings.md#{rule}
        </dd>
      </dl>
      <MuteButtons channel={channel} rule={rule} />
    </li>
  );
}

function MuteButtons({ channel, rule }: { channel: string; rule: string }) {
  const { act } = useStore();
  const muted = useHost().muted(channel, rule);
  if (muted !== null) {
    return (
      <div class="actions">
        <button type="button" onClick={() => act((host) => host.mute(channel, rule, null))}>
          Unmute
        </button>
        <span class="facts-note">{muted === 'always' ? 'Muted for good' : 'Muted for this channel'}</span>
      </div>
    );
  }
  return (
    <div class="actions">
      <button type="button" onClick={() => act((host) => host.mute(channel, rule, 'channel'))}>
        Mute for this channel
      </button>
      <button type="button" onClick={() => act((host) => host.mute(channel, rule, 'always'))}>
        Mute for good
      </button>
    </div>
  );
}
