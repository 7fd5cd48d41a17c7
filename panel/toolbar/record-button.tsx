import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';

/** Starts and stops capture. */
export function RecordButton() {
  const { act } = useStore();
  const { state } = useHost().capture.status();
  const isOn = state === 'on' || state === 'starting';
  return (
    <button
      type="button"
      class={`tool record${isOn ? ' is-recording' : ''}`}
      aria-label="Record"
      aria-pressed={isOn}
      title={isOn ? 'Stop recording (Ctrl+E)' : 'Record (Ctrl+E)'}
      onClick={() => act((host) => host.capture.record(!isOn))}
    >
      <Icon name="record" />
    </button>
  );
}
