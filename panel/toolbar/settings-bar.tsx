import { useHost, useStore } from '../shared/state/context.ts';
import type { Settings } from '../types.ts';

const THEMES = { devtools: 'As DevTools', light: 'Light', dark: 'Dark' } as const;
const SCALES = [1, 1.25, 1.5, 2, 2.5];
const isTheme = (value: string): value is Settings['theme'] => value in THEMES;

/** Settings that are changed now and then. */
export function SettingsBar() {
  const { act } = useStore();
  const host = useHost();
  const settings = host.settings.current();
  const save = (change: Partial<Settings>) => act((to) => to.settings.save(change));
  return (
    <section class="settings" aria-label="Settings">
      <SourceChoice />
      <label>
        Theme
        <select
          value={settings.theme}
          onChange={({ currentTarget: { value } }) => isTheme(value) && save({ theme: value })}
        >
          {Object.entries(THEMES).map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        Text size
        <select
          value={settings.textScale}
          onChange={(event) => save({ textScale: Number(event.currentTarget.value) })}
        >
          {SCALES.map((scale) => (
            <option key={scale} value={scale}>
              {Math.round(scale * 100)} %{scale >= 2 ? ' (projector)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label title="An open stream without a byte for longer than this is marked">
        Mark as quiet after
        <input
          type="number"
          min={1}
          max={3600}
          step={1}
          value={settings.quietLimit / 1000}
          // As it is typed: a user would not know that it waits for Enter.
          onInput={(event) => {
            const seconds = event.currentTarget.valueAsNumber;
            if (seconds > 0) save({ quietLimit: seconds * 1000 });
          }}
        />
        s
      </label>
    </section>
  );
}

function SourceChoice() {
  const { act } = useStore();
  const { source } = useHost().capture.status();
  return (
    <label title="Exact bytes need the browser's debugger, which shows a banner in every tab">
      Capture
      <select
        value={source}
        onChange={(event) => {
          const next = event.currentTarget.value === 'har' ? 'har' : 'protocol';
          act((host) => host.capture.useSource(next));
        }}
      >
        <option value="protocol">Exact bytes (with the browser’s banner)</option>
        <option value="har">Messages only (no banner)</option>
      </select>
    </label>
  );
}
