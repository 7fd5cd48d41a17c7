import { Scrollable } from '../parts/scrollable.tsx';
import { CyclesTab } from '../polls/cycles-tab.tsx';
import { useHost, useStore } from '../state/context.ts';
import { AgreementFacts } from './agreement-facts.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { generalFacts, payloadFacts, timeFacts } from './connection-facts.tsx';
import { Facts } from './facts.tsx';
import { GapFacts } from './gap-facts.tsx';
import { HeaderFacts } from './header-facts.tsx';
import { ListenerFacts } from './listener-facts.tsx';
import { SocketFacts } from './socket-facts.tsx';

/** Everything known of the selected connection. */
export function ConnectionsTab() {
  const { stream } = useStore();
  const host = useHost();
  const cycles = stream.value === null ? null : host.cycles(stream.value);
  if (cycles) return <CyclesTab key={stream.value} cycles={cycles} />;
  const detail = stream.value === null ? null : host.connection(stream.value);
  if (!detail) return <p class="hint">Select a stream to see its connection.</p>;
  const { verdict, warnings: all } = detail.summary;
  // The verdict stands above the tabs.
  const warnings = all.filter((warning) => warning !== verdict);
  return (
    <Scrollable class="connection" label="Connection">
      {warnings.length > 0 && (
        <ul class="connection-warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <ConnectionActions detail={detail} />
      <Facts title="General" facts={generalFacts(detail)} />
      <Facts title="Time" facts={timeFacts(detail, host)} />
      {detail.socket ? (
        <SocketFacts socket={detail.socket} />
      ) : (
        <Facts title="Stream" facts={payloadFacts(detail)} />
      )}
      <AgreementFacts agreement={detail.agreement} />
      <ListenerFacts detail={detail} />
      <GapFacts detail={detail} />
      <HeaderFacts detail={detail} />
    </Scrollable>
  );
}
