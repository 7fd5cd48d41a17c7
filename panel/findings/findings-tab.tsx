import { plural } from '../../src/format/numbers.ts';
import { useFindings } from '../shared/hooks/use-findings.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { FindingCard } from './finding-card.tsx';

/** What is wrong on the selected channel, why it matters and what to do. */
export function FindingsTab() {
  const { stream } = useStore();
  const channel = stream.value;
  const { shown, muted } = useFindings(channel);
  useTick(channel !== null);
  if (channel === null) return <p class="hint">Select a stream to see what is wrong with it.</p>;
  return (
    <Scrollable class="findings" label="Findings">
      {shown.length === 0 && <NothingFound channel={channel} isMuted={muted.length > 0} />}
      {shown.length > 0 && (
        <ul class="finding-list" aria-label="Findings">
          {shown.map((finding) => (
            <FindingCard key={finding.rule} channel={channel} finding={finding} />
          ))}
        </ul>
      )}
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

/** What the rules of each kind look at. */
const LOOKED_AT = {
  sse: 'whether it opened, its framing, its heartbeats and silences, how it was delivered, its headers, and its reconnects. Whether the page listens to each type is known once Check listeners, in Connections, was pressed.',
  poll: 'answers that broke off, timed out or left events out, how long requests were held and the pauses between them, what it costs, and its headers. A loop that has just begun is not judged: most rules wait for ten answers.',
  websocket:
    'how it ended, whether its messages grow, and its silences. Chromium reports no pings, pongs and close frames: what they would show is not known.',
} as const;

function NothingFound({ channel, isMuted }: { channel: string; isMuted: boolean }) {
  const host = useHost();
  const { fidelity = 'bytes', transport = 'sse' } = useSelectedStream() ?? {};
  return (
    <div class="hint">
      <p>
        <strong>Nothing was found{isMuted ? ' besides what is muted' : ''}.</strong>
      </p>
      <p>
        {plural(host.ruleCount(channel), 'rule')} looked at it: {LOOKED_AT[transport]}
      </p>
      {fidelity !== 'bytes' && (
        <p>
          Of this stream {fidelity === 'messages' ? 'only messages are' : 'only lengths are'} known: its
          framing, its delivery and its silences could not be looked at.
        </p>
      )}
    </div>
  );
}
