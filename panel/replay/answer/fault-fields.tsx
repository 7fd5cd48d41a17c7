import type { FaultChoice } from '../../types.ts';
import { type AnswerForm, whyNot } from './answer-form.ts';

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
        class="replay-fail"
        title="An EventSource that gets a 500 closes for good; a program may ask again."
      >
        Fail the first{' '}
        <input
          type="number"
          aria-label="Fail the first … requests with HTTP 500"
          min={0}
          max={1000}
          value={form.fail}
          onInput={(event) => onChange({ fail: event.currentTarget.value })}
        />{' '}
        requests with HTTP 500
      </label>
      {choices.map((choice) => {
        const { name, label, help, initial, min, max } = choice;
        const value = form.faults[name];
        const why = whyNot(form, choice);
        const reason = `replay-why-${name}`;
        return (
          <div key={name} class="replay-field replay-fault" title={why ?? help}>
            <label class={why === null ? 'check' : 'check is-off'}>
              <input
                type="checkbox"
                checked={value !== undefined && why === null}
                disabled={why !== null}
                aria-describedby={why === null ? undefined : reason}
                onChange={(event) => set(name, event.currentTarget.checked ? String(initial) : undefined)}
              />
              {label}
            </label>
            {why === null ? (
              <input
                type="number"
                aria-label={label}
                min={min}
                max={max}
                value={value ?? initial}
                disabled={value === undefined}
                onInput={(event) => set(name, event.currentTarget.value)}
              />
            ) : (
              <span id={reason} class="quiet">
                {why}
              </span>
            )}
          </div>
        );
      })}
      {choices.some((choice) => whyNot(form, choice) !== null) && (
        <p class="quiet">The replay server can do all of them.</p>
      )}
    </details>
  );
}
