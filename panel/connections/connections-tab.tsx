import { CyclesTab } from '../polling/cycles-tab.tsx';
import { generalFacts, payloadFacts, timeFacts } from '../shared/facts/connection-facts.tsx';
import { Facts } from '../shared/facts/facts.tsx';
import { GapFacts } from '../shared/facts/gap-facts.tsx';
import { HeaderFacts } from '../shared/facts/header-facts.tsx';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost } from '../shared/state/context.ts';
import { AddressFacts } from './address-facts.tsx';
import { AgreementFacts } from './agreement-facts.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionsTable } from './connections-table.tsx';
import { JoinFacts } from './join-facts.tsx';
import { ListenerFacts } from './listener-facts.tsx';
import { WebSocketFacts } from './websocket-facts.tsx';

/** The connections of the selected stream, where there are several, and everything known of one. */
export function ConnectionsTab() {
  const host = useHost();
  const stream = useSelectedStream();
  const connection = useConnection();
  const cycles = stream && host.polls.cycles(stream.id);
  if (cycles) return <CyclesTab key={stream.id} cycles={cycles} overview={host.polls.overview(stream.id)} />;
  const detail = connection === null ? null : host.channels.connection(connection);
  if (!stream || connection === null || !detail)
    return <p class="hint">Select a stream to see its connection.</p>;
  // The latest connection's verdict stands above the tabs.
  const warnings = detail.summary.warnings.filter((warning) => warning !== stream.verdict);
  const facts = (
    <Scrollable class="connection" label="Connection">
      {warnings.length > 0 && (
        <ul class="connection-warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <JoinFacts stream={stream} connection={connection} />
      <ConnectionActions detail={detail} />
      <Facts title="General" facts={generalFacts(detail)} />
      <AddressFacts detail={detail} />
      <Facts title="Time" facts={timeFacts(detail, host)} />
      {detail.webSocket ? (
        <WebSocketFacts socket={detail.webSocket} />
      ) : (
        <Facts title="Stream" facts={payloadFacts(detail)} />
      )}
      <AgreementFacts agreement={detail.eventStream?.agreement ?? null} />
      <ListenerFacts detail={detail} />
      <GapFacts detail={detail} />
      <HeaderFacts detail={detail} />
    </Scrollable>
  );
  if (stream.connections < 2) return facts;
  return (
    <div class="connections">
      <ConnectionsTable stream={stream} />
      {facts}
    </div>
  );
}
