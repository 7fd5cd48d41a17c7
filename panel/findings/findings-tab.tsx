import { plural } from '../logic/format.ts';
import { Scrollable } from '../parts/scrollable.tsx';
import { useHost, useStore } from '../state/context.ts';
import { useTick } from '../state/use-tick.ts';
import { useSelectedStream } from '../streams/use-selected-stream.ts';
import { FindingCard } from './finding-card.tsx';
import { useFindings } from './use-findings.ts';

/** What is wrong on the selected channel, why it matters and what to do. */
export function FindingsTab() {
  const { stream } = useStore();
  const channel = stream.value;
  const transport = useSelectedStream()?.transport;
  const { heard, muted } = useFindings(channel);
  useTick(channel !== null);
  if (channel === null) return <p class="hint">Select a stream to see what is wrong with it.</p>;
  if (transport === 'poll' || transport === 'websocket') {
    return (
      <p class="hint">
        {transport === 'poll' ? 'Poll loops' : 'WebSockets'} have no rules in this version: nothing was looked
        at. {transport === 'poll' ? 'Overview says what this one costs.' : 'Connections says how it ended.'}
      </p>
    );
  }
  return (
    <Scrollable class="findings" label="Findings">
      {heard.length === 0 && <NothingFound isMuted={muted.length > 0} />}
      {heard.length > 0 && (
        <ul class="finding-list" aria-label="Findings">
          {heard.map((finding) => (
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

function NothingFound({ isMuted }: { isMuted: boolean }) {
  const host = useHost();
  const fidelity = useSelectedStream()?.fidelity ?? 'bytes';
  return (
    <div class="hint">
      <p>
        <strong>Nothing was found{isMuted ? ' besides what is muted' : ''}.</strong>
      </p>
      <p>
        {plural(host.ruleCount(), 'rule')} looked at it: whether it opened, its framing, its heartbeats and
        silences, how it was delivered, and its headers. Whether somebody listens to each type is known once
        Check listeners, in Connections, was pressed.
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
