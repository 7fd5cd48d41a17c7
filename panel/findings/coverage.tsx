import { outOf, plural } from '../../src/format/numbers.ts';
import { CheckListeners } from '../shared/parts/check-listeners.tsx';
import type { Coverage, Limit } from '../types.ts';

/** What of it a button can have checked: the page's listeners. */
export function CheckNow({ coverage: { blindFor, partialFor } }: { coverage: Coverage }) {
  const limit = [...blindFor, ...partialFor].find(isAboutListeners);
  if (!limit) return null;
  return (
    <p>
      {partialFor.includes(limit) ? 'Checked in part' : 'Not checked yet'}: {limit.why}
      {limit.remedy !== null && ` ${limit.remedy}`} <CheckListeners text="Check now" />
    </p>
  );
}

/** What was looked at on a channel; what was not and why; what was seen in part. */
export function CoverageNotes({ coverage: { subjects, blindFor, partialFor } }: { coverage: Coverage }) {
  return (
    <>
      {subjects.length > 0 && <p>Looked at: {subjects.join(', ')}.</p>}
      <Limits limits={blindFor} title="Not checked" />
      <Limits limits={partialFor} title="Checked in part" />
    </>
  );
}

function Limits({ limits, title }: { limits: readonly Limit[]; title: string }) {
  const others = limits.filter((limit) => !isAboutListeners(limit));
  if (others.length === 0) return null;
  return (
    <>
      <p>{title}:</p>
      <ul class="limits" aria-label={title}>
        {others.map(({ cause, why, remedy, rules, on }) => (
          <li key={`${cause} ${on?.connections}`}>
            <p>
              {on && `On ${outOf(on.connections, on.of)} connections: `}
              {why}
              {remedy !== null && ` ${remedy}`}
            </p>
            <details>
              <summary>{plural(rules.length, 'check')}</summary>
              <p>{rules.map((rule) => rule.title).join(' · ')}</p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

const isAboutListeners = ({ cause }: Limit): boolean =>
  cause === 'listeners-unchecked' || cause === 'no-listening-object';
