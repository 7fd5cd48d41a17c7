import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import type { TimeMode } from '../shared/text/moment.ts';

const MODES: readonly { readonly id: TimeMode; readonly text: string }[] = [
  { id: 'relative', text: 'Since opening' },
  { id: 'delta', text: 'Since previous row' },
  { id: 'wall', text: 'Wall clock' },
];

/** What times count from, everywhere in the panel. */
export function TimeSwitch() {
  const { act } = useStore();
  const { time } = useHost().settings.current();
  return (
    <span class="time-switch may-fold" title={`Times: ${MODES.find(({ id }) => id === time)?.text ?? ''}`}>
      {/* Where the toolbar is narrow the clock stands for the words, below the same control. */}
      <Icon name="clock" />
      <select
        aria-label="Times"
        title="What times count from"
        value={time}
        onChange={(event) => {
          const mode = MODES.find(({ id }) => id === event.currentTarget.value);
          if (mode) act((host) => host.settings.save({ time: mode.id }));
        }}
      >
        {MODES.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}
