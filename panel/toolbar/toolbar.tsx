import { useSignal } from '@preact/signals';
import { ExportButton } from '../exports/export-button.tsx';
import { FilterBox } from '../filter/filter-box.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { CaptureStatusText } from './capture-status.tsx';
import { ImportButton } from './import-button.tsx';
import { RecordButton } from './record-button.tsx';
import { ShownTape } from './shown-tape.tsx';
import { TimeSwitch } from './time-switch.tsx';
import { TimelineButton } from './timeline-button.tsx';

/** The line of controls at the top. */
export function Toolbar() {
  const { act, clear, paused, isSettingsOpen } = useStore();
  const host = useHost();
  const isUnfolded = useSignal(false);
  const { comments } = host.settings.current();
  return (
    <div class={isUnfolded.value ? 'toolbar is-unfolded' : 'toolbar'} role="toolbar" aria-label="Streamscope">
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
      <FilterBox />
      <button
        type="button"
        class="tool more-tools"
        aria-label="More controls"
        aria-expanded={isUnfolded.value}
        title={isUnfolded.value ? 'Fewer controls' : 'Preserve log, comments, times, timeline'}
        onClick={() => {
          isUnfolded.value = !isUnfolded.value;
        }}
      >
        <Icon name="more" />
      </button>
      <label class="check may-fold" title="Keep streams when the page is reloaded or goes elsewhere">
        <input
          type="checkbox"
          checked={host.tapes.preserveLog()}
          onChange={(event) => act((to) => to.tapes.setPreserveLog(event.currentTarget.checked))}
        />
        Preserve log
      </label>
      <label class="check may-fold" title="Show comment lines (heartbeats) as rows">
        <input
          type="checkbox"
          checked={comments}
          onChange={(event) => act((to) => to.settings.save({ comments: event.currentTarget.checked }))}
        />
        Comments
      </label>
      <TimeSwitch />
      <TimelineButton />
      <span class="gap may-fold" />
      <ImportButton />
      <ExportButton isIcon />
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
