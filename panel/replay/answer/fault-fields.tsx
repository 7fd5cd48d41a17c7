import type { FaultChoice } from '../../types.ts';
import type { AnswerForm } from './answer-form.ts';

interface Props {
  readonly form: AnswerForm;
  readonly choices: readonly FaultChoice[];
  readonly onChange: (change: Partial<AnswerForm>) => void;
}

/** Faults on demand: a box each, and the number that goes with it. */
export function FaultFields({ form, choices, onChange }: Props) {
  const set = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = form.faults;
    onChange({ faults: value === undefined ? others : { ...others, [name]: value } });
  };
  return (
    <details class="replay-faults" open={Object.keys(form.faults).length > 0 || form.fail !== '0'}>
      <summary>Faults on demand</summary>
      <label
        class="replay-field"
        title="An EventSource that is answered 500 closes for good; a program may ask again."
      >
        <span>Answer 500 first, times</span>
        <input
          type="number"
          min={0}
          max={1000}
          value={form.fail}
          onInput={(event) => onChange({ fail: event.currentTarget.value })}
        />
      </label>
      {choices.map(({ name, label, help, initial, min, max }) => {
        const value = form.faults[name];
        return (
          <div key={name} class="replay-field" title={help}>
            <label class="check">
              <input
                type="checkbox"
                checked={value !== undefined}
                onChange={(event) => set(name, event.currentTarget.checked ? String(initial) : undefined)}
              />
              {label}
            </label>
            <input
              type="number"
              aria-label={label}
              min={min}
              max={max}
              value={value ?? initial}
              disabled={value === undefined}
              onInput={(event) => set(name, event.currentTarget.value)}
            />
          </div>
        );
      })}
    </details>
  );
}
