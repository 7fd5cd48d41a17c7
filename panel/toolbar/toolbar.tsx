import { ExportButton } from '../exports/export-button.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { CaptureStatusText } from './capture-status.tsx';
import { FilterBox } from './filter-box.tsx';
import { ImportButton } from './import-button.tsx';
import { RecordButton } from './record-button.tsx';
import { ShownTape } from './shown-tape.tsx';
import { TimeSwitch } from './time-switch.tsx';

/** The line of controls at the top. */
export function Toolbar() {
  const { act, clear, paused, isSettingsOpen } = useStore();
  const host = useHost();
  const { comments } = host.settings.current();
  return (
    <div class="toolbar" role="toolbar" aria-label="Streamscope">
      <RecordButton />
      <button type="button" class="tool" aria-label="Clear" title="Clear (Ctrl+L)" onClick={() => clear()}>
        <Icon name="clear" />
      </button>
      <PauseButton
        isPaused={paused.value}
        onToggle={() =>
          act(() => {
            paused.value = !paused.value;
          })
        }
      />
      <span class="gap" />
      <label class="check" title="Keep streams when the page is reloaded or goes elsewhere">
        <input
          type="checkbox"
          checked={host.tapes.preserveLog()}
          onChange={(event) => act((to) => to.tapes.setPreserveLog(event.currentTarget.checked))}
        />
        Preserve log
      </label>
      <FilterBox />
      <label class="check" title="Show comment lines (heartbeats) as rows">
        <input
          type="checkbox"
          checked={comments}
          onChange={(event) => act((to) => to.settings.save({ comments: event.currentTarget.checked }))}
        />
        Comments
      </label>
      <TimeSwitch />
      <TimelineButton />
      <span class="gap" />
      <ImportButton />
      <ExportButton />
      <ReplayButton />
      <button
        type="button"
        class="tool"
        aria-label="Settings"
        title="Settings"
        aria-expanded={isSettingsOpen.value}
        onClick={() => {
          isSettingsOpen.value = !isSettingsOpen.value;
        }}
      >
        <Icon name="gear" />
      </button>
      <ShownTape />
      <CaptureStatusText />
    </div>
  );
}

function TimelineButton() {
  const { act } = useStore();
  const { timeline } = useHost().settings.current();
  return (
    <button
      type="button"
      class="tool"
      aria-label="Timeline"
      aria-pressed={timeline}
      title={timeline ? 'Hide the timeline' : 'Show the timeline'}
      onClick={() => act((to) => to.settings.save({ timeline: !timeline }))}
    >
      <Icon name="timeline" />
    </button>
  );
}

function PauseButton({ isPaused, onToggle }: { isPaused: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      class="tool"
      aria-label="Pause view"
      aria-pressed={isPaused}
      title={isPaused ? 'Let the view continue' : 'Pause the view; capture continues'}
      onClick={onToggle}
    >
      <Icon name={isPaused ? 'play' : 'pause'} />
    </button>
  );
}
