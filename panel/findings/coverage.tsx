import { outOf, plural } from '../../src/format/numbers.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import type { Coverage, Limit } from '../types.ts';

/** How many rules looked at a channel and at what; which could not, which saw a part, and why. */
export function CoverageNotes({ coverage }: { coverage: Coverage }) {
  const { looked, subjects, blind, blindFor, partialFor } = coverage;
  const at = subjects.length > 0 ? `: ${subjects.join(', ')}` : '';
  return (
    <>
      {looked.length > 0 && (
        <p>
          {plural(looked.length, 'rule')} looked at it{at}.
        </p>
      )}
      {blind.length > 0 && (
        <>
          <p>{plural(blind.length, 'rule')} could not look:</p>
          <Limits limits={blindFor} label="Could not look" />
        </>
      )}
      {partialFor.length > 0 && (
        <>
          <p>Some of those that looked did not see all:</p>
          <Limits limits={partialFor} label="Did not see all" />
        </>
      )}
    </>
  );
}

function Limits({ limits, label }: { limits: readonly Limit[]; label: string }) {
  return (
    <ul class="limits" aria-label={label}>
      {limits.map(({ cause, why, remedy, rules, on }) => (
        <li key={`${cause} ${on?.connections}`}>
          <p>
            {on && `On ${outOf(on.connections, on.of)} connections: `}
            {why}
            {remedy !== null && ` ${remedy}`}
            {cause === 'listeners-unchecked' && <CheckListeners />}
          </p>
          <details>
            <summary>{plural(rules.length, 'rule')}</summary>
            <p>{rules.map(({ title }) => title).join(' · ')}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Only the live page can be asked. */
function CheckListeners() {
  const host = useHost();
  const { act } = useStore();
  if (host.tapes.shown().kind !== 'live') return null;
  return (
    <>
      {' '}
      <button type="button" onClick={() => act(({ capture }) => capture.findListeners())}>
        Check listeners
      </button>
    </>
  );
}
