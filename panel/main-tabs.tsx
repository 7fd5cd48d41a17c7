import { ConnectionsTab } from './connections/connections-tab.tsx';
import { EventsTab } from './events/events-tab.tsx';
import { FindingsTab } from './findings/findings-tab.tsx';
import { FindingsTitle } from './findings/findings-title.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { RawTab } from './raw/raw-tab.tsx';
import { Boundary } from './shared/parts/boundary.tsx';
import { Tabs } from './shared/parts/tabs.tsx';
import { useHost, useStore } from './shared/state/context.ts';

const TABS = [
  { id: 'events', title: 'Events' },
  { id: 'raw', title: 'Raw' },
  { id: 'connections', title: 'Connections' },
  { id: 'findings', title: <FindingsTitle /> },
  { id: 'overview', title: 'Overview' },
] as const;

const VIEWS = {
  events: EventsTab,
  raw: RawTab,
  connections: ConnectionsTab,
  findings: FindingsTab,
  overview: OverviewTab,
};

/** What the selected stream carried, in five views. */
export function MainTabs() {
  const { tab, stream } = useStore();
  const shown = useHost().tapes.shown().id;
  const View = VIEWS[tab.value];
  return (
    <Tabs
      label="Selected stream"
      tabs={TABS}
      open={tab.value}
      onOpen={(id) => {
        tab.value = id;
      }}
    >
      <Boundary name="This tab" of={`${tab.value} ${stream.value} ${shown}`}>
        <View />
      </Boundary>
    </Tabs>
  );
}
