import { count } from '../../src/format/numbers.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { VisibleSigns } from '../shared/parts/visible.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Finding } from '../types.ts';
import { FindingEvidence } from './finding-evidence.tsx';
import { ruleText } from './rule-text.ts';
import { SeverityMark } from './severity.tsx';
import { whenByClock, whenText } from './when-text.ts';

/** One finding: the statement first, then what it rests on, why it matters and what to do. */
export function FindingCard({ channel, finding }: { channel: string; finding: Finding }) {
  const { rule, severity, title, statement, ongoing, why, fix, source } = finding;
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
      <FindingEvidence channel={channel} finding={finding} />
      <dl>
        <dt>Why it matters</dt>
        <dd>{why}</dd>
        <dt>What to do</dt>
        <dd>{fix}</dd>
        <dt>Source</dt>
        <dd class="facts-note">{source}.</dd>
      </dl>
      <More rule={rule} />
      <MuteButtons channel={channel} rule={rule} />
    </li>
  );
}

/** The section of the docs on the rule. */
function More({ rule }: { rule: string }) {
  const paragraphs = ruleText(rule);
  if (paragraphs.length === 0) return null;
  return (
    <details class="finding-rule">
      <summary>About this check</summary>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </details>
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
        <span class="facts-note">{muted === 'always' ? 'Muted on all streams' : 'Muted on this stream'}</span>
      </div>
    );
  }
  return (
    <div class="actions">
      <button type="button" onClick={() => act((host) => host.findings.mute(channel, rule, 'channel'))}>
        Mute on this stream
      </button>
      <button type="button" onClick={() => act((host) => host.findings.mute(channel, rule, 'always'))}>
        Mute on all streams
      </button>
    </div>
  );
}
