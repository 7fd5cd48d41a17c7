import { Icon } from '../shared/parts/icon.tsx';
import type { Severity } from '../types.ts';

const NAMES: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

/** A severity by its sign, its colour and its name: never by colour alone. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span class={`severity severity-${severity}`}>
      <Icon name={severity} />
      {NAMES[severity]}
    </span>
  );
}
