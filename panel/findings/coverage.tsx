import { outOf, plural } from '../../src/format/numbers.ts';
import { CheckListeners } from '../shared/parts/check-listeners.tsx';
import type { Coverage, Limit } from '../types.ts';

/** What was looked at on a channel; what was not and why; what was seen in part. */
export function CoverageNotes({ coverage }: { coverage: Coverage }) {
  const { subjects, blind, blindFor, partialFor } = coverage;
  return (
    <>
      {subjects.length > 0 && <p>Looked at: {subjects.join(', ')}.</p>}
      {blind.length > 0 && <Limits limits={blindFor} label="Not checked" title="Not checked yet:" />}
      {partialFor.length > 0 && (
        <Limits limits={partialFor} label="Checked in part" title="Checked in part only:" />
      )}
    </>
  );
}

function Limits({ limits, label, title }: { limits: readonly Limit[]; label: string; title: string }) {
  return (
    <>
      <p>{title}</p>
      <ul class="limits" aria-label={label}>
        {withButtonFirst(limits).map(({ cause, why, remedy, rules, on }) => (
          <li key={`${cause} ${on?.connections}`}>
            <p>
              {on && `On ${outOf(on.connections, on.of)} connections: `}
              {why}
              {remedy !== null && ` ${remedy}`}
              {isAboutListeners(cause) && (
                <>
                  {' '}
                  <CheckListeners text="Check now" />
                </>
              )}
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

const isAboutListeners = (cause: Limit['cause']): boolean =>
  cause === 'listeners-unchecked' || cause === 'no-listening-object';

/** What a button can mend comes first. */
const withButtonFirst = (limits: readonly Limit[]): readonly Limit[] =>
  [...limits].sort((a, b) => Number(isAboutListeners(b.cause)) - Number(isAboutListeners(a.cause)));
