import { type AnswerForm, SPEEDS } from './answer-form.ts';

interface Props {
  readonly form: AnswerForm;
  /** Why pauses cannot be as they were, in a sentence; null where they can. */
  readonly noPauses: string | null;
  readonly onChange: (change: Partial<AnswerForm>) => void;
}

const TURNS: readonly (readonly [AnswerForm['turns'], string])[] = [
  ['until-stopped', 'until stopped'],
  ['once', 'once'],
  ['times', 'so many times'],
];

const MATCHES: readonly (readonly [AnswerForm['match'], string])[] = [
  ['exact', 'is exactly this one'],
  ['begins-with', 'begins with this one'],
];

/** Which requests are answered, how often, and at what pace. */
export function RuleFields({ form, noPauses, onChange }: Props) {
  return (
    <>
      <label class="replay-field replay-wide">
        <span>Address</span>
        <input
          type="text"
          spellcheck={false}
          value={form.url}
          onInput={(event) => onChange({ url: event.currentTarget.value })}
        />
      </label>
      <label class="replay-field">
        <span>Requests whose address</span>
        <select
          value={form.match}
          onChange={(event) => {
            const match = MATCHES.find(([id]) => id === event.currentTarget.value)?.[0];
            if (match) onChange({ match });
          }}
        >
          {MATCHES.map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label class="replay-field">
        <span>Method</span>
        <input
          type="text"
          spellcheck={false}
          value={form.method}
          onInput={(event) => onChange({ method: event.currentTarget.value })}
        />
      </label>
      <label class="replay-field">
        <span>How often</span>
        <select
          value={form.turns}
          onChange={(event) => {
            const turns = TURNS.find(([id]) => id === event.currentTarget.value)?.[0];
            if (turns) onChange({ turns });
          }}
        >
          {TURNS.map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {form.turns === 'times' && (
        <label class="replay-field">
          <span>Requests</span>
          <input
            type="number"
            min={1}
            value={form.times}
            onInput={(event) => onChange({ times: event.currentTarget.value })}
          />
        </label>
      )}
      <label class="replay-field">
        <span>Pauses</span>
        <select
          value={form.speed}
          disabled={noPauses !== null}
          onChange={(event) => onChange({ speed: event.currentTarget.value })}
        >
          {SPEEDS.map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
        {noPauses !== null && <span class="quiet">{noPauses}</span>}
      </label>
      <label class="check" title="A request with Last-Event-ID N is answered with what followed N">
        <input
          type="checkbox"
          checked={form.resume}
          onChange={(event) => onChange({ resume: event.currentTarget.checked })}
        />
        Honour Last-Event-ID
      </label>
      <label class="check" title="A reload never ends it; Record off and closing DevTools always do">
        <input
          type="checkbox"
          checked={form.keep}
          onChange={(event) => onChange({ keep: event.currentTarget.checked })}
        />
        Keep when the page goes elsewhere
      </label>
    </>
  );
}
