import { count } from '../../src/format/numbers.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Finding } from '../types.ts';
import { EvidenceButton } from './evidence-button.tsx';
import { SeverityMark } from './severity.tsx';
import { whenByClock, whenText } from './when-text.ts';

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
        <When finding={finding} />
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

function When({ finding }: { finding: Finding }) {
  const host = useHost();
  const stream = useSelectedStream();
  if (!stream) return null;
  return (
    <span class="facts-note finding-when" title={whenByClock(finding, (at) => host.wall(at))}>
      {whenText(finding, stream.openedAt)}
    </span>
  );
}

function MuteButtons({ channel, rule }: { channel: string; rule: string }) {
  const { act } = useStore();
  const muted = useHost().findings.muted(channel, rule);
  if (muted !== null) {
    return (
      <div class="actions">
        <button type="button" onClick={() => act((host) => host.findings.mute(channel, rule, null))}>
          Unmute
        </button>
        <span class="facts-note">{muted === 'always' ? 'Muted for good' : 'Muted for this channel'}</span>
      </div>
    );
  }
  return (
    <div class="actions">
      <button type="button" onClick={() => act((host) => host.findings.mute(channel, rule, 'channel'))}>
        Mute for this channel
      </button>
      <button type="button" onClick={() => act((host) => host.findings.mute(channel, rule, 'always'))}>
        Mute for good
      </button>
    </div>
  );
}
