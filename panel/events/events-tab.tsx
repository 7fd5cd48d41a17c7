import { useHost, useStore } from '../shared/state/context.ts';
import { EventsFooter } from './events-footer.tsx';
import { EventsGrid } from './events-grid.tsx';
import { NoEvents } from './no-events.tsx';

/** The events of the selected stream. */
export function EventsTab() {
  const { view } = useStore();
  useHost();
  const opened = view.value;
  return (
    <div class="events">
      <EventsGrid view={opened} />
      {(!opened || opened.count === 0) && <NoEvents view={opened} />}
      <EventsFooter view={opened} />
    </div>
  );
}
